"""The functions, one module each: `phone.py` is `CRM_PHONE`."""
