"""Doubled blanks, hard blanks, blanks at an end

'Dana ' and 'Dana' are two customers to a lookup and one to a person.

`customers`
| customer_id | display_name   |
|-------------|----------------|
| C-0001      | 'דנה  כהן '    |
| C-0002      | רות אלון       |

Finds:
- customers!B2

Fix: safe. One ordinary blank is left between words and none at the ends.

---

רווחים כפולים, קשיחים או מיותרים

'דנה ' ו-'דנה' הם שני לקוחות בעיני נוסחת חיפוש, ולקוחה אחת בעיני אדם.

תיקון: בטוח. בין מילים נשאר רווח רגיל אחד, ובקצוות לא נשאר כלום.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "info",
    Text("{column}: ב-'{value}' יש רווחים מיותרים", "{column}: '{value}' has odd blanks"),
    "odd-blanks",
)
