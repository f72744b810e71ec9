"""What a template may do, and that everything else is refused before it runs."""

import time
import tracemalloc
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.outreach.environment import LONGEST_TEXT, Environment
from crm_workbook.outreach.template import Version
from crm_workbook.outreach.values import Record

FIELDS = {
    "c": frozenset({"name", "city", "notes", "birth_date", "גודל_נעל", "items", "values"}),
    "m": frozenset({"frequency", "monetary"}),
    "b": frozenset({"business_name"}),
    "p": frozenset({"products"}),
}
LISTS = frozenset({"p.products"})


def environment(lang="he", *, isolates=False, currency="ILS"):
    return Environment(lang, currency, FIELDS, LISTS, isolates=isolates)


def version(body, lang="he"):
    return Version("mine.he.txt", lang, "", "", body, body_line=11)


def fill(body, lang="he", gender="female", *, isolates=False, currency="ILS", **records):
    words = environment(lang, isolates=isolates, currency=currency).body(version(body, lang))
    known = {root: Record(root, records.get(root, {})) for root in FIELDS}
    return words.fill(gender, known)


HOSTILE = [
    "{{ c.__class__ }}",
    "{{ c.__class__.__mro__ }}",
    "{{ c['__class__'] }}",
    "{{ c._values }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ ().__class__ }}",
    "{{ c.name|attr('__class__') }}",
    "{{ 'x'|attr('format') }}",
    "{{ '{0.__class__}'.format(c) }}",
    "{{ '%s'|format(c) }}",
    "{{ g.__globals__ }}",
    "{{ g.__call__('a','b','c','d') }}",
    "{{ g('a','b','c',c.name) }}",
    "{{ plural.__self__ }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ loop }}",
    "{{ cycler }}",
    "{{ namespace() }}",
    "{{ joiner() }}",
    "{{ dict() }}",
    "{{ range(10**9) }}",
    "{{ lipsum(n=100000) }}",
    "{{ config }}",
    "{{ request.environ }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ 9**9**9**9 }}",
    "{{ ('a' * 9999999) ~ 'b' }}",
    "{{ c.notes ~ c.notes }}",
    "{{ c.notes + c.notes }}",
    "{{ 1 - 2 }}",
    "{{ -c.name }}",
    "{{ [1, 2, 3] }}",
    "{{ {'a': 1} }}",
    "{{ (1, 2) }}",
    "{{ c.notes[0:5] }}",
    "{{ c[c.name] }}",
    "{{ ''.join(['a'] * 10**8) }}",
    "{{ c.notes|replace('a', 'aaaaaaaaaa')|replace('a', 'aaaaaaaaaa') }}",
    "{{ c.notes|indent(10**9) }}",
    "{{ c.notes|indent(1000000000) }}",
    "{{ c.notes|wordwrap(1) }}",
    "{{ c.notes|center(1000000000) }}",
    "{{ c.notes|join(c.notes) }}",
    "{{ c.notes|truncate(length=5) }}",
    "{{ c.notes|truncate(m.frequency) }}",
    "{{ c.notes|map('upper') }}",
    "{{ c.notes|pprint }}",
    "{{ c.notes|tojson }}",
    "{{ c.notes|list|batch(2) }}",
    "{{ c.notes is defined }}",
    "{{ c.name is mapping }}",
    "{% for x in c.notes %}{{ x }}{% endfor %}",
    "{% for x in 'aaaa' %}{{ x }}{% endfor %}",
    "{% for x in p.products %}{% for y in p.products %}{{ y }}{% endfor %}{% endfor %}",
    "{% for x in p.products recursive %}{{ loop(x) }}{% endfor %}",
    "{% for x in p.products if x %}{{ x }}{% endfor %}",
    "{% for x in p.products %}{{ loop.index }}{% endfor %}",
    "{% for c in p.products %}{{ c.name }}{% endfor %}",
    "{% for x, y in p.products %}{{ x }}{% endfor %}",
    "{% for x in p.products %}{{ x.__class__ }}{% endfor %}",
    "{% set x = c.name %}{{ x }}",
    "{% set x %}{{ c.name }}{% endset %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'secret.txt' %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'base.txt' %}",
    "{% block a %}{% endblock %}",
    "{% filter upper %}a{% endfilter %}",
    "{% call g('a','b','c','d') %}{% endcall %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% do c.name %}",
    "{{ c }}",
    "{{ c.name() }}",
    "{{ c.name.upper() }}",
    "{{ m }}",
    "{{ name }}",
    "{{ c.first_nmae }}",
    "{{ x.name }}",
    "{{ c.name",
    "{% if c.name %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "not " * 6000 + "c.name }}",
    "{% if c.name %}" * 200 + "{% endif %}" * 200,
    "{{ " + "9" * 15000 + " }}",
    "x" * 20001,
    "{{ g('a', 'b', 'c') }}",
    "{{ g('a', 'b', 'c', ' ') }}",
    "{{ g('a', 'b', 'c', 4) }}",
    "{{ g('a', 'b', 'c', 'd', 'e') }}",
    "{{ g('a', 'b', 'c', neutral='d') }}",
    "{{ g(*c.notes) }}",
    "{{ plural(m.frequency, 'one') }}",
    "{{ plural(m.frequency, c.name, 'many') }}",
    "{{ plural(**c.notes) }}",
    "{{ plural(m.frequency, 1, 2) }}",
    "{{ plural(1e400, 'one', 'many') }}",
    "{{ 1e400|round }}",
    "{{ 1e400 }}",
    "{{ " + "9" * 400 + "|round }}",
    "{{ c.notes|truncate(1e400) }}",
    "{{ c.notes|truncate(5, 6) }}",
    "{{ c.notes|default }}",
    "{{ m.monetary|money('ILS') }}",
    "{{ c.city if c.city }}",
    "{{ (c.city if c.city)|upper }}",
    "{% for g in p.products %}{{ g('a','b','c','d') }}{% endfor %}",
]


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_template_is_refused_before_it_runs(source):
    tracemalloc.start()
    begun = time.process_time()
    try:
        with pytest.raises(CrmError) as refused:
            environment().body(version(source))
        spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert spent < 5, "seconds of CPU"
    assert peak < 50_000_000, "bytes"
    assert refused.value.code == "bad-template"
    assert "mine.he.txt" in refused.value.say("he")


def test_the_error_names_the_line_of_the_file_and_the_nearest_field():
    with pytest.raises(CrmError) as refused:
        environment().body(version("hello\n\n{{ c.nmae }}"))
    assert "line 13" in refused.value.say("en")
    assert "c.name" in refused.value.say("en")
    assert "שורה 13" in refused.value.say("he")


def test_of_several_faults_the_first_is_named():
    with pytest.raises(CrmError, match=r"line 12: c\.nmae is unknown"):
        environment().body(version("hello\n{{ c.nmae }}\n{{ 1e400 }}\n{{ c.nmae|tojson }}"))


def test_a_syntax_error_names_its_line_too():
    with pytest.raises(CrmError) as refused:
        environment().body(version("hello\n{% if c.name %}"))
    assert "line 12" in refused.value.say("en")


@pytest.mark.parametrize(
    ("body", "gender", "said"),
    [
        ("{{ g('מוזמן','מוזמנת','מוזמנים','נשמח לראותכם') }}", "male", "מוזמן"),
        ("{{ g('מוזמן','מוזמנת','מוזמנים','נשמח לראותכם') }}", "female", "מוזמנת"),
        ("{{ g('מוזמן','מוזמנת','מוזמנים','נשמח לראותכם') }}", "plural", "מוזמנים"),
        ("{{ g('מוזמן','מוזמנת','מוזמנים','נשמח לראותכם') }}", "unknown", "נשמח לראותכם"),
        ("{{ g('מוזמן','מוזמנת','מוזמנים','נשמח לראותכם') }}", "", "נשמח לראותכם"),
    ],
)
def test_gender_forms(body, gender, said):
    assert fill(body, gender=gender).text == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 קניות"), (1, "קנייה"), (2, "שתי קניות"), (7, "7 קניות")]
)
def test_the_hebrew_dual(count, said):
    body = "{{ plural(m.frequency, 'קנייה', 'שתי קניות', '# קניות') }}"
    assert fill(body, m={"frequency": count}).text == said


def test_values_are_written_in_the_language():
    values = {
        "c": {"birth_date": date(1980, 3, 3)},
        "m": {"monetary": 1234.5, "frequency": 3.0},
    }
    body = "{{ m.monetary|money }} / {{ c.birth_date|day_month }} / {{ m.frequency }}"
    assert fill(body, **values).text == "1,234.50 ₪ / 3 במרץ / 3"
    assert fill(body, lang="en", currency="USD", **values).text == "$1,234.50 / 3 March / 3"


def test_a_column_of_the_users_own_is_usable_even_when_named_like_a_method():
    shoe = fill("{{ c.גודל_נעל }} {{ c['items'] }} {{ c.values }}",
                c={"גודל_נעל": 38.0, "items": "שתיים", "values": "שלוש"})  # fmt: skip
    assert shoe.text == "38 שתיים שלוש"


def test_a_loop_over_a_list():
    body = "{% for thing in p.products %}\n- {{ thing }}\n{% endfor %}"
    assert fill(body, p={"products": ("זר", "עציץ")}).text == "- זר\n- עציץ"
    assert fill("{{ p.products }}", p={"products": ("זר", "עציץ", "CD")}).text == "זר, עציץ ו-CD"


def test_a_gap_can_be_asked_about_and_replaced_but_not_printed():
    assert fill("שלום{% if c.city %} מ{{ c.city }}{% endif %}").text == "שלום"
    assert fill("{{ c.city|upper|default('כאן') }}").text == "כאן"
    assert fill("שלום {{ c.city }}").missing == "c.city"
    assert fill("{{ m.frequency|days }}").missing == "m.frequency"
    assert fill("{{ plural(m.frequency, 'a', 'b') }}").missing == "m.frequency"
    assert fill("{% if m.frequency > 3 %}x{% endif %}ok").text == "ok"
    assert fill("{{ c.city }}", c={"city": "  \u200f "}).missing == "c.city"


@pytest.mark.parametrize(
    "body",
    [
        "{{ c.name|money }}",
        "{{ c.name|days }}",
        "{{ c.name|day_month }}",
        "{% if c.name > 3 %}x{% endif %}",
        "{{ m.frequency|upper }}",
        "{{ plural(c.name, 'a', 'b') }}",
    ],
)
def test_a_value_of_the_wrong_kind_is_said_and_stops_nobody(body):
    assert fill(body, c={"name": "דנה"}, m={"frequency": 3.0}).fault == "unfit"


@pytest.mark.parametrize("body", ["{{ ' '|first_word }}", "{{ ''|first }}"])
def test_an_empty_text_has_no_first_part(body):
    assert fill(body).fault == "unfit"


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 1e300, 10**400])
def test_what_is_no_sensible_number_is_no_value(value):
    assert fill("{{ m.monetary|money }}", m={"monetary": value}).missing == "m.monetary"


def test_output_is_cut_off_while_it_is_made():
    body = "{{ c.notes }}" * 1000
    assert fill(body, c={"notes": "א" * 40_000}).fault == "too-long"


def test_data_is_never_a_template():
    assert fill("{{ c.name }}", c={"name": "{{ 7*7 }}{% raw %}"}).text == "{{ 7*7 }}{% raw %}"


def test_data_cannot_turn_the_text_round_or_break_the_line():
    dirty = "דנה\u202e\r\nBcc: x@y.z\u2028\x00\u2066"
    assert fill("שלום {{ c.name }}", c={"name": dirty}).text == "שלום דנה Bcc: x@y.z"


def test_words_of_the_other_direction_are_isolated_only_where_asked():
    known = {"c": {"name": "Dana (VIP)"}}
    assert fill("שלום {{ c.name }}!", isolates=True, **known).text == (
        "שלום \u2068Dana (VIP)\u2069!"
    )
    assert fill("שלום {{ c.name }}!", **known).text == "שלום Dana (VIP)!"
    assert fill("Hi {{ c.name }}", lang="en", isolates=True, **known).text == "Hi Dana (VIP)"
    assert fill("Hi {{ c.name }}", lang="en", isolates=True, c={"name": "דנה"}).text == (
        "Hi \u2068דנה\u2069"
    )


FILTERS = (
    "money", "days", "date", "day_month", "number", "round", "phone", "list", "first", "count",
    "first_word", "upper", "lower", "title", "truncate", "truncate(0)", "truncate(-5)",
    "truncate('a')", "truncate(1e308)", "default(1)", "default('')", "default(none)", "safe",
)  # fmt: skip
ATOMS = (
    "1", "0", "1e400", "1e308", "9" * 320, "''", "' '", "'א'", "none", "true", "c.name",
    "c['city']", "c.birth_date", "m.frequency", "m.monetary", "p.products", "x", "g",
    "g('א','ב','ג','ד')", "plural(m.frequency,'# א','# ב')", "plural(c.name,'a','b','c')",
    "plural(1,2,3)", "range(3)", "-1", "[1]", "1 if c.city",
)  # fmt: skip
OPERATORS = ("and", "or", "<", ">=", "==", "in", "+", "*", "**", "~")
PIECES = ("{% raw %}", "{%", "{{", "}}", "{% set x=1 %}", "{% include 'a' %}", "{% endif %}", "\0")
EXPRESSIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds("({})|{}".format, inner, st.sampled_from(FILTERS)),
        st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    ),
    max_leaves=6,
)
SOURCES = st.recursive(
    st.one_of(
        st.builds("{{{{ {} }}}}".format, EXPRESSIONS),
        st.text(max_size=5),
        st.sampled_from(PIECES),
    ),
    lambda inner: st.one_of(
        st.builds("{{% if {} %}}{}{{% else %}}z{{% endif %}}".format, EXPRESSIONS, inner),
        st.builds(
            "{{% for {} in {} %}}{}{{% endfor %}}".format,
            st.sampled_from(("x", "g", "c", "loop", "class")),
            st.sampled_from(("p.products", "c.name", "range(10**9)")),
            inner,
        ),
        st.builds(str.__add__, inner, inner),
    ),
    max_leaves=5,
)
VALUES = st.one_of(
    st.none(), st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates(),
    st.datetimes(), st.lists(st.text(max_size=3), max_size=3).map(tuple),
    st.sampled_from((10**400, date.max, date.min, "+972", "x" * 1000)), st.builds(object),
)  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {
        root: st.fixed_dictionaries(dict.fromkeys(sorted(fields), VALUES))
        for root, fields in FIELDS.items()
    }
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES, RECORDS, st.sampled_from(["he", "en"]))
def test_any_source_on_any_data_is_refused_or_filled_and_never_crashes(source, values, lang):
    begun = time.process_time()
    try:
        filled = fill(source, lang=lang, **values)
    except CrmError as error:
        said = error.say("he")
    else:
        said = filled.missing or filled.fault or filled.text
        assert len(filled.text) <= LONGEST_TEXT
    assert isinstance(said, str)
    assert time.process_time() - begun < 5, "seconds of CPU"


@given(st.text(max_size=60), st.sampled_from(["{{ %s }}", "{%% %s %%}", "%s"]))
def test_any_source_is_refused_or_filled_and_never_crashes(text, frame):
    try:
        words = environment().body(version(frame % text))
    except CrmError as error:
        said = error.say("he")
    else:
        said = words.fill("male", {root: Record(root, {}) for root in FIELDS}).text
    assert isinstance(said, str)
