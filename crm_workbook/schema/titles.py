"""How each sheet is called, so that a workbook's tabs are known before any sheet is loaded.

Made from the sheets by `python -m crm_workbook.schema.remake`, so that `crm check` loads only
those a workbook has. A sheet that is missing here is found all the same, after loading them all.
"""

from crm_workbook.lean import Final

TITLES: Final[dict[str, tuple[str, str, str]]] = {
    # id: the Hebrew title, the English title, the name of the table
    "start": ("התחלה", "Start", ""),
    "today": ("היום", "Today", "Today"),
    "customers": ("לקוחות", "Customers", "Customers"),
    "purchases": ("רכישות", "Purchases", "Purchases"),
    "interactions": ("אינטראקציות", "Interactions", "Interactions"),
    "outreach": ("פניות", "Outreach", "Outreach"),
    "targets": ("יעדים", "Targets", "Targets"),
    "dashboard": ("לוח בקרה", "Dashboard", ""),
    "card": ("כרטיס לקוח", "Customer card", ""),
    "products": ("מוצרים", "Products", "Products"),
    "campaigns": ("קמפיינים", "Campaigns", "Campaigns"),
    "consents": ("הסכמות", "Consents", "Consents"),
    "benefits": ("הטבות", "Benefits", "Benefits"),
    "metrics": ("מדדי לקוח", "Customer metrics", "Metrics"),
    "history": ("היסטוריית מגזרים", "Segment history", "History"),
    "plan": ("תכנית קשר", "Contact plan", "ContactPlan"),
    "lists": ("רשימות", "Lists", "Lists"),
    "settings": ("הגדרות", "Settings", "Settings"),
    "checks": ("בדיקות", "Checks", "Checks"),
    "log": ("יומן שינויים", "Change log", "ChangeLog"),
    "report": ("דוח אחרון", "Last report", ""),
    "python": ("xlwings.conf", "xlwings.conf", ""),
}
