"""Document lines: what was bought, when, by whom and for how much."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="purchases",
    he="רכישות",
    en="Purchases",
    role="input",
    key="line_id",
    table="Purchases",
    order=40,
    purpose=Text(
        "כל קנייה: שורה לכל פריט או לכל מסמך. מספיקים תאריך, לקוח וסכום.",
        "Every purchase: one row an item or a document. A date, a customer and an amount are "
        "enough.",
    ),
    synonyms=(
        "רכישה", "קניות", "מכירות", "עסקאות", "הזמנות", "חשבוניות", "תנועות",
        "sales", "orders", "transactions", "invoices", "order lines",
    ),
    columns=(
        Column(
            "line_id", "id", "מזהה שורה", "Line ID",
            ("מס' שורה", "מספר שורה", "line no"),
            role="computed", folded=True,
            note=Text("הכלי ממלא.", "Filled in by the tool."),
        ),
        Column(
            "doc_type", "choice", "סוג מסמך", "Document type",
            ("סוג", "סוג תנועה", "סוג עסקה", "transaction type", "type"),
            choices="doc_type",
            note=Text(
                "ריק פירושו מכירה. זיכוי מפחית, והזמנה או קבלה אינן נספרות כמכירה.",
                "Empty means sale. A credit subtracts; orders and receipts do not count as sales.",
            ),
        ),
        Column(
            "doc_no", "id", "מס' מסמך", "Document no.",
            ("מספר מסמך", "אסמכתא", "מס' חשבונית", "מספר חשבונית", "חשבונית", "מספר הזמנה",
             "מס' הזמנה", "קבלה", "מספר עסקה", "document number", "invoice", "invoice no",
             "invoice number", "order id", "order no", "order number", "receipt no",
             "transaction id", "reference"),
        ),
        Column(
            "date", "date", "תאריך", "Date",
            ("תאריך קנייה", "תאריך רכישה", "תאריך מסמך", "תאריך חשבונית", "תאריך עסקה",
             "תאריך הזמנה", "תאריך מכירה", "ת. אסמכתא", "תאריך אסמכתא", "ת. ערך", "תאריך ערך",
             "מתי", "purchase date", "order date", "invoice date", "document date",
             "transaction date", "sale date", "date of sale", "date of purchase", "day", "when",
             "sold on", "created at", "paid at"),
            required=True, future=False,
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER, "מפתח", "שם לקוח", "שם הלקוח", "שם מלא", "customer name",
             "client name", "billing name", "buyer"),
            required=True, ref="customers",
            note=Text("מזהה הלקוח מגיליון הלקוחות.", "The customer's ID in the Customers sheet."),
        ),
        Column(
            "buyer_id", "reference", "מי קנה בפועל", "Bought by",
            ("קונה", "הקונה", "purchaser"),
            ref="customers", folded=True,
            note=Text(
                "האדם ממשק הבית או מהעסק שקנה בעצמו.",
                "The person in the household or business who actually bought.",
            ),
        ),
        Column(
            "product_id", "reference", "קוד מוצר", "Product code",
            ('מק"ט', "קוד פריט", "מספר פריט", "ברקוד", "מזהה מוצר", "sku", "item code",
             "product no", "barcode", "lineitem sku"),
            ref="products", folded=True,
            note=Text("הקוד מגיליון המוצרים.", "The code in the Products sheet."),
        ),
        Column(
            "description", "text", "תיאור", "Description",
            ("פריט", "מוצר", "שם מוצר", "שם פריט", "תאור", "פירוט", "פרטים", "תיאור הפריט", "item",
             "item name", "product", "product name", "details", "service", "lineitem name"),
            width=28,
        ),
        Column(
            "quantity", "number", "כמות", "Quantity",
            ("כמות פריטים", "יחידות", "יח'", "qty", "units", "lineitem quantity"),
        ),
        Column(
            "unit_price", "money", "מחיר", "Unit price",
            ("מחיר ליחידה", "מחיר יחידה", "מחיר יח'", "price", "item price", "lineitem price"),
            folded=True,
        ),
        Column(
            "discount", "money", "הנחה", "Discount",
            ("סכום הנחה", 'הנחה בש"ח', "discount amount", "lineitem discount"),
            folded=True,
        ),
        Column(
            "amount", "money", "סכום", "Amount",
            ("סכום כולל", 'סה"כ', 'סה"כ לתשלום', "לתשלום", 'סה"כ כולל מע"מ', 'סכום כולל מע"מ',
             "סך הכל", "סכום העסקה", "סכום עסקה", "סכום לתשלום", 'סכום בש"ח', 'סה"כ שורה',
             "מחיר כולל", "חיוב", "total", "total amount", "order total", "line total", "sum",
             "grand total", "revenue", "sales", "paid", "spend", "dollars", "amount paid"),
            required=True,
            note=Text(
                "מה ששולם על השורה אחרי הנחה. זיכוי אפשר לרשום במינוס.",
                "What was paid for this line after discount. A credit may be negative.",
            ),
        ),
        Column(
            "vat_included", "boolean", 'כולל מע"מ', "VAT included",
            ('האם כולל מע"מ', "incl. vat", "includes vat", "tax included"),
            folded=True,
        ),
        Column(
            "payment_method", "choice", "אמצעי תשלום", "Payment method",
            ("צורת תשלום", "אופן תשלום", "שולם ב", "payment", "paid by", "payment type", "tender"),
            choices="payment_method",
        ),
        Column(
            "instalments", "number", "תשלומים", "Instalments",
            ("מס' תשלומים", "מספר תשלומים", "installments", "payments"),
            low=1, high=120, folded=True,
        ),
        Column(
            "sales_channel", "choice", "ערוץ מכירה", "Sales channel",
            ("ערוץ", "מקום מכירה", "channel", "where"),
            choices="sales_channel",
        ),
        Column(
            "campaign_id", "reference", "קמפיין", "Campaign",
            ("מבצע", "קוד קמפיין", "campaign code", "promotion", "coupon"),
            ref="campaigns", folded=True,
        ),
        Column(
            "seller", "choice", "מוכר", "Sold by",
            ("מוכרן", "איש מכירות", "סוכן", "עובד", "קופאי", "seller name", "salesperson",
             "sales rep", "cashier", "staff"),
            choices="staff", folded=True,
        ),
        Column(
            "notes", "text", "הערות", "Notes",
            ("הערה", "comments", "comment", "remarks", "note"),
            width=24,
        ),
        Column(
            "import_key", "text", "מפתח יבוא", "Import key",
            ("מקור", "source key"),
            role="computed", folded=True,
            note=Text(
                "כך יבוא חוזר של אותו קובץ אינו מכפיל שורות.",
                "How importing the same file again makes no twins.",
            ),
        ),
    ),
)  # fmt: skip
