"""What is sold: price, cost, and how often it is bought again."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="products",
    he="מוצרים",
    en="Products",
    role="input",
    key="product_id",
    table="Products",
    order=100,
    shown="grouped",
    purpose=Text(
        "לא חובה. המחיר והעלות מאפשרים לחשב רווח, והקטגוריה מאפשרת להציע מוצר מתאים.",
        "Optional. Price and cost make profit computable; the category makes offers fit.",
    ),
    synonyms=("מוצר", "קטלוג", "פריטים", "מלאי", "שירותים", "catalogue", "catalog", "items"),
    columns=(
        Column(
            "product_id", "id", "קוד מוצר", "Product code",
            ('מק"ט', "קוד פריט", "מספר פריט", "ברקוד", "מזהה מוצר", "sku", "item code",
             "product no", "barcode"),
            required=True,
        ),
        Column(
            "name", "text", "שם מוצר", "Product name",
            ("מוצר", "שם", "פריט", "תיאור", "שם פריט", "product", "item", "description"),
            required=True, width=28,
        ),
        Column(
            "category", "choice", "קטגוריה", "Category",
            ("מחלקה", "קבוצה", "department", "group"),
            choices="category",
        ),
        Column("price", "money", "מחיר", "Price", ("מחיר מכירה", "מחירון", "list price"), low=0),
        Column("cost", "money", "עלות", "Cost", ("מחיר קנייה", "מחיר עלות", "unit cost"), low=0),
        Column(
            "replenish_days", "number", "ימים עד קנייה חוזרת", "Days to repurchase",
            ("ימי חידוש", "מחזור חידוש", "repurchase days"),
            low=1,
            note=Text(
                "אחרי כמה ימים המוצר בדרך כלל נגמר.",
                "After how many days it has usually run out.",
            ),
        ),
        Column(
            "similar_group", "text", "קבוצת דומים", "Similar group",
            ("מוצרים דומים", "similar products"),
            note=Text(
                "אותו שם לכל המוצרים הדומים: מי שקנה אחד מהם, אפשר להציע לו את השאר.",
                "One name for products of a kind: who bought one may be offered the others.",
            ),
        ),
        Column("launched_on", "date", "תאריך השקה", "Launched on", ("השקה", "launch date")),
        Column("active", "boolean", "פעיל", "Active", ("נמכר", "במלאי", "in stock")),
    ),
)  # fmt: skip
