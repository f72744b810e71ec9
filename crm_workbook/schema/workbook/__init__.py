"""The sheets of the schema, one file each, and the words that several of them share."""

from crm_workbook.lean import Final

CUSTOMER_ID: Final = (
    "מס' לקוח", "מספר לקוח", "קוד לקוח", "מפתח לקוח", "מפתח חשבון", "מס' כרטיס", "כרטיס",
    "customer no", "customer number", "customer code", "client id", "client no", "client number",
    "client code", "account number", "account no",
)  # fmt: skip
"""What a column of customers' ids is called, on their own sheet and wherever they are named."""
CUSTOMER: Final = ("לקוח", "customer", "client")
"""What a column that names a customer is called elsewhere."""
