"""Which customer a foreign row speaks of.

A row is the customer whose id it carries; without a known id, the one customer who has its phone,
e-mail or business number under a name that fits; with a name alone, the only customer so called.
Evidence that contradicts itself never merges two people: the same phone under another first name
is a household, the same name with another phone is another person or a new number. Such a row
becomes a customer of its own and the look-alike is reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.fields.normal import plain
from crm_workbook.model import key_text, same_key
from crm_workbook.schema.names import PARTS, WHOLE, full_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Cell
    from crm_workbook.schema.typed import TypedTable

_OURS: Final = re.compile(r"C-(\d{4,})")
"""The form of the ids this tool gives; any other id was given by a person or a program."""
_WORD: Final = re.compile(r"[^\W_]+")


class Identity(NamedTuple):
    """What a foreign row says about who it is; empty where it says nothing."""

    customer_id: str = ""
    name: str = ""
    phones: tuple[str, ...] = ()
    """In their canonical form."""
    email: str = ""
    business_id: str = ""

    @property
    def label(self) -> str:
        """The name to show when there is no better one."""
        return self.name or self.email or (self.phones[0] if self.phones else "")


class Match(NamedTuple):
    """The answer to who a row is."""

    person: int = -1
    """The customer, or -1."""
    how: Literal["id", "contact", "name", "new", "unclear", "clash"] = "new"
    """`unclear`: several fit. `clash`: the id belongs to somebody evidently else."""
    alike: int = -1
    """A customer who shares a phone, e-mail or name but is somebody else, or -1."""


class People:
    """The customers of a workbook and those an import is about to add, found by any evidence."""

    def __init__(self, table: TypedTable | None) -> None:
        """Index the customers sheet; None when the workbook has none yet."""
        self.ids: list[str] = []
        self.names: list[str] = []
        self._words: list[frozenset[str]] = []
        self._phones: list[tuple[str, ...]] = []
        self._emails: list[str] = []
        self._claimed: dict[int, str] = {}
        self._by_id: dict[str, list[int]] = {}
        self._by_phone: dict[str, list[int]] = {}
        self._by_email: dict[str, list[int]] = {}
        self._by_business: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_words: dict[frozenset[str], int] = {}
        """The first customer with these words in the name, in whatever order."""
        self._highest = 0
        if table is not None:
            self._read(table)
        self.known = len(self.ids)
        """How many of them stand in the workbook already."""

    def _read(self, table: TypedTable) -> None:
        needed = ("customer_id", "phone", "phone2", "email", "business_id", WHOLE, *PARTS)
        for row in zip(*(table.values(column) for column in needed), strict=True):
            key, phone, phone2, email, business, *names = map(text_of, row)
            phones = tuple(filter(None, (phone, phone2)))
            self._index(Identity(key, full_name(*names), phones, email, business))

    def _index(self, identity: Identity) -> int:
        index = len(self.ids)
        name = plain(identity.name)
        self.ids.append(identity.customer_id)
        self.names.append(identity.name)
        self._words.append(frozenset(_WORD.findall(name)))
        self._by_words.setdefault(self._words[-1], index)
        self._phones.append(identity.phones)
        self._emails.append(identity.email)
        if identity.customer_id:
            self._by_id.setdefault(same_key(identity.customer_id), []).append(index)
            self.reserve((identity.customer_id,))
        for phone in identity.phones:
            self._by_phone.setdefault(phone, []).append(index)
        for value, by in (
            (identity.email, self._by_email),
            (identity.business_id, self._by_business),
            (name, self._by_name),
        ):
            if value:
                by.setdefault(value, []).append(index)
        return index

    def reserve(self, ids: Iterable[Cell]) -> None:
        """Never give any of these ids to anybody new: they are taken, or soon will be."""
        for customer_id in ids:
            ours = _OURS.fullmatch(customer_id) if isinstance(customer_id, str) else None
            if ours:
                self._highest = max(self._highest, int(ours[1]))

    def add(self, identity: Identity) -> int:
        """Take in a new customer; without an id of its own it is given the next one."""
        if not identity.customer_id or same_key(identity.customer_id) in self._by_id:
            return self._index(identity._replace(customer_id=self._next_id()))
        self._claimed[len(self.ids)] = identity.customer_id
        return self._index(identity)

    def learn(self, index: int, identity: Identity) -> None:
        """Remember a known customer's further phone or e-mail, by which later rows find them."""
        for phone in identity.phones:
            if index not in self._by_phone.setdefault(phone, []):
                self._by_phone[phone].append(index)
                self._phones[index] = (*self._phones[index], phone)
        if identity.email and not self._emails[index]:
            self._emails[index] = identity.email
            self._by_email.setdefault(identity.email, []).append(index)

    def name_it(self, index: int) -> str:
        """Return a customer's id, giving it one if it stands in the workbook without."""
        if not self.ids[index]:
            self.ids[index] = self._next_id()
            self._by_id[same_key(self.ids[index])] = [index]
        return self.ids[index]

    def _next_id(self) -> str:
        self._highest += 1
        return f"C-{self._highest:04}"

    def find(self, identity: Identity) -> Match:
        """Return which customer an identity is.

        Nobody is added or changed; only which foreign id is whose is remembered.
        """
        words = frozenset(_WORD.findall(plain(identity.name)))
        holders = self._holders(identity.customer_id)
        if len({self.ids[index] for index in holders}) > 1:
            return Match(-1, "unclear", holders[0])
        if holders:
            # Two rows with one id are a fault of the workbook; the name tells which is meant.
            mine = [i for i in holders if not self._someone_else(i, identity, words)]
            return Match(mine[0], "id") if mine else Match(holders[0], "clash")
        match = self._by_contact(identity, words)
        if match.how == "new":
            named = self._by_its_name(identity, words)
            if named.how != "new" or match.alike < 0:
                match = named
        if identity.customer_id and match.how == "unclear":
            return Match(-1, "new", match.alike)  # the id is new, and so is whoever has it
        if identity.customer_id and match.person >= 0:
            self._claimed[match.person] = identity.customer_id
        return match

    def _holders(self, customer_id: str) -> list[int]:
        """Return who has an id; upper and lower case matter only to tell two ids apart."""
        holders = self._by_id.get(same_key(customer_id), [])
        exact = [index for index in holders if self.ids[index] == customer_id]
        return exact or holders

    def _by_contact(self, identity: Identity, words: frozenset[str]) -> Match:
        stages = (
            [index for phone in identity.phones for index in self._by_phone.get(phone, ())],
            self._by_email.get(identity.email, []) if identity.email else [],
            self._by_business.get(identity.business_id, []) if identity.business_id else [],
        )
        alike = -1
        for candidates in stages:
            free = [i for i in dict.fromkeys(candidates) if self._may_be(i, identity)]
            # A business number is one business however its name is spelt.
            one_business = candidates is stages[-1] and len(free) == 1
            fitting = [i for i in free if one_business or self._fits(words, i)]
            if len(fitting) > 1:
                fitting = [i for i in fitting if self._words[i] == words] or fitting
            if len(fitting) == 1:
                return Match(fitting[0], "contact")
            if fitting:
                return Match(-1, "unclear", fitting[0])
            if candidates and alike < 0:
                alike = candidates[0]
        return Match(-1, "new", alike)

    def _by_its_name(self, identity: Identity, words: frozenset[str]) -> Match:
        name = plain(identity.label)  # whoever came without a name is called by the phone
        candidates = self._by_name.get(name, []) if name else []
        fitting = [
            i
            for i in candidates
            if self._may_be(i, identity)
            and not (self._phones[i] and identity.phones)
            and not (self._emails[i] and identity.email)
        ]
        if fitting and len(candidates) == 1:
            return Match(fitting[0], "name")
        if fitting and not (identity.phones or identity.email):
            return Match(-1, "unclear", fitting[0])
        if candidates:
            return Match(-1, "new", candidates[0])
        # The family name first is another name, and most likely the same person.
        return Match(-1, "new", self._by_words.get(words, -1) if words else -1)

    def _may_be(self, index: int, identity: Identity) -> bool:
        """Two different ids from the same program are two different people."""
        given, held = identity.customer_id, self.ids[index]
        if not given or not held:
            return True
        if same_key(self._claimed.get(index, given)) != same_key(given):
            return False
        return _OURS.fullmatch(held) is not None and _OURS.fullmatch(given) is None

    def _fits(self, words: frozenset[str], index: int) -> bool:
        mine = self._words[index]
        return not words or not mine or words <= mine or mine <= words

    def _someone_else(self, index: int, identity: Identity, words: frozenset[str]) -> bool:
        """Return whether the name contradicts and the contacts do not speak against that.

        Ids in our own form are given in every workbook alike, so there a wholly different name
        is enough; an id from another program needs a different phone or e-mail as well.
        """
        mine = self._words[index]
        if not words or not mine or words & mine:
            return False
        phones, email = set(self._phones[index]), self._emails[index]
        if phones & set(identity.phones) or (email and email == identity.email):
            return False
        if _OURS.fullmatch(identity.customer_id):
            return True
        return bool(phones and identity.phones) or bool(email and identity.email)


def text_of(value: Cell) -> str:
    """Return a meaning as text, empty for None."""
    return "" if value is None else key_text(value)
