"""What each rule needs before it can find anything, by the fields of `Rule`.

Made from the rules by `python -m crm_workbook.rules.remake`, so that `crm check` loads only rules
that may find something; loading them all would cost twice the start of the interpreter. A rule
that is missing here is always loaded.
"""

from crm_workbook.lean import Final

NEEDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "crm001_no_customer_list": {
        "absent": ("customers", "purchases"),
    },
    "crm003_no_customers_sheet": {
        "absent": ("customers",),
    },
    "crm004_external_link": {
        "marks": ("external",),
    },
    "crm006_newer_workbook": {
        "sheets": ("settings",),
    },
    "crm090_unused_suppression": {
        "sheets": ("checks",),
    },
    "crm091_expired_suppression": {
        "sheets": ("checks",),
    },
    "crm092_suppression_of_no_rule": {
        "sheets": ("checks",),
    },
    "crm093_idle_note": {
        "marks": ("notes",),
    },
    "crm102_error_cell": {
        "cells": ("CellError",),
    },
    "crm110_text_number": {
        "faults": ("text-number", "text-percent"),
    },
    "crm111_lost_zero": {
        "faults": ("lost-zero",),
    },
    "crm112_text_date": {
        "faults": ("text-date",),
    },
    "crm113_ambiguous_date": {
        "faults": ("ambiguous-date",),
    },
    "crm114_impossible_date": {
        "faults": ("impossible-date",),
    },
    "crm115_not_a_date": {
        "faults": ("not-a-date", "partial-date", "time-only"),
    },
    "crm116_number_date": {
        "faults": ("number-date",),
    },
    "crm117_not_a_number": {
        "faults": ("not-a-number", "not-money", "not-a-percent"),
    },
    "crm118_number_became_date": {
        "faults": ("date-cell", "time-cell"),
    },
    "crm119_ambiguous_number": {
        "faults": ("ambiguous-money", "ambiguous-number", "ambiguous-percent"),
    },
    "crm120_text_money": {
        "faults": ("text-money",),
    },
    "crm121_short_phone": {
        "faults": ("short-phone", "long-phone"),
    },
    "crm122_two_phones": {
        "faults": ("two-phones",),
    },
    "crm123_not_a_phone": {
        "faults": ("not-a-phone", "unknown-area-code", "missing-plus"),
    },
    "crm124_text_in_phone": {
        "faults": ("text-in-phone", "labelled-id"),
    },
    "crm125_swapped_date": {
        "faults": ("swapped-date",),
    },
    "crm126_whole_percent": {
        "faults": ("whole-percent",),
    },
    "crm127_dummy_contact": {
        "sheets": ("customers",),
    },
    "crm131_bad_email": {
        "faults": ("bad-email", "mixed-script-email"),
    },
    "crm132_two_emails": {
        "faults": ("two-emails",),
    },
    "crm133_untidy_email": {
        "faults": ("spaced-email", "named-email"),
    },
    "crm134_email_typo": {
        "faults": ("domain-typo",),
    },
    "crm141_bad_check_digit": {
        "faults": ("bad-check-digit",),
    },
    "crm142_rounded_number": {
        "faults": ("rounded-id", "rounded-phone"),
    },
    "crm143_number_id": {
        "faults": ("number-id", "float-phone"),
    },
    "crm144_not_an_id": {
        "faults": ("short-id", "long-id", "not-an-id"),
    },
    "crm150_not_in_list": {
        "faults": ("not-in-list",),
    },
    "crm151_unclear_mark": {
        "faults": ("ambiguous-mark", "not-yes-no"),
    },
    "crm152_choice_synonym": {
        "faults": ("choice-synonym",),
    },
    "crm153_town_in_two_spellings": {
        "columns": ("customers.city",),
    },
    "crm157_invisible_marks": {
        "faults": ("invisible-marks",),
    },
    "crm158_odd_blanks": {
        "faults": ("odd-blanks",),
    },
    "crm159_scrambled_text": {
        "prose": ("[×à-ú�]",),
    },
    "crm161_bad_setting": {
        "sheets": ("settings",),
    },
    "crm162_contact_in_name": {
        "prose": ("@|(?:0|972[- ]?)[0-9]{1,2}[- ]?[0-9]{3}[- ]?[0-9]{4}",),
    },
    "crm163_placeholder_name": {
        "columns": ("customers.display_name",),
    },
    "crm203_circular_parent": {
        "columns": ("customers.parent_id",),
    },
    "crm204_nested_parent": {
        "columns": ("customers.parent_id",),
    },
    "crm205_same_customer_twice": {
        "sheets": ("customers",),
    },
    "crm206_same_document_twice": {
        "columns": ("purchases.amount",),
    },
    "crm207_catch_all_customer": {
        "columns": ("customers.display_name", "purchases.customer_id"),
    },
    "crm208_contact_of_many": {
        "sheets": ("customers",),
    },
    "crm209_own_contact": {
        "sheets": ("customers", "settings"),
    },
    "crm210_buyer_of_another_house": {
        "columns": ("purchases.buyer_id", "customers.parent_id"),
    },
    "crm211_document_of_two_customers": {
        "columns": ("purchases.doc_no", "purchases.customer_id"),
    },
    "crm303_purchase_before_joining": {
        "columns": ("customers.customer_since", "purchases.date"),
    },
    "crm304_newborn_customer": {
        "columns": ("customers.birth_date",),
    },
    "crm305_end_before_start": {
        "among": ("interactions", "campaigns", "benefits", "outreach"),
    },
    "crm306_benefit_overdue": {
        "sheets": ("benefits",),
    },
    "crm307_two_birthdays": {
        "columns": ("customers.birth_date", "customers.birthday"),
    },
    "crm308_closed_who_buys": {
        "columns": ("purchases.customer_id", "purchases.date"),
        "values": ("customers.status is paused", "customers.status is closed"),
    },
    "crm309_half_closed": {
        "columns": ("interactions.status", "interactions.closed_on"),
    },
    "crm310_purchases_stopped": {
        "columns": ("purchases.date",),
    },
    "crm401_other_currency": {
        "faults": ("other-currency",),
    },
    "crm402_amount_mismatch": {
        "columns": ("purchases.amount", "purchases.quantity", "purchases.unit_price"),
    },
    "crm403_sign_mismatch": {
        "columns": ("purchases.amount",),
        "values": ("purchases.amount < 0", "purchases.quantity < 0"),
    },
    "crm404_amount_far_out": {
        "columns": ("purchases.amount",),
    },
    "crm405_price_below_cost": {
        "sheets": ("products",),
    },
    "crm407_quantity_sign": {
        "columns": ("purchases.quantity", "purchases.amount"),
        "values": ("purchases.quantity <= 0",),
    },
    "crm408_vat_mixed": {
        "columns": ("purchases.vat_included", "purchases.amount"),
    },
    "crm409_credits_above_sales": {
        "columns": ("purchases.customer_id", "purchases.amount"),
        "values": ("purchases.doc_type is credit",),
    },
    "crm410_price_far_from_usual": {
        "columns": ("purchases.product_id", "purchases.unit_price", "products.price"),
    },
    "crm501_target_ends_before_start": {
        "sheets": ("targets",),
    },
    "crm502_measure_of_other_kind": {
        "sheets": ("targets",),
    },
    "crm503_result_without_action": {
        "sheets": ("targets",),
    },
    "crm504_target_of_nobody": {
        "sheets": ("targets",),
    },
    "crm505_target_of_nothing": {
        "sheets": ("targets",),
    },
    "crm506_impossible_target": {
        "sheets": ("targets",),
    },
    "crm507_same_target_twice": {
        "columns": ("targets.measure", "targets.value"),
    },
    "crm508_pair_that_does_not_fit": {
        "columns": ("targets.paired_with", "targets.kind"),
    },
    "crm509_target_for_who_left": {
        "columns": ("targets.level_value", "targets.kind", "customers.customer_id"),
    },
    "crm510_target_beyond_limit": {
        "columns": ("targets.level_value", "targets.kind", "targets.value"),
    },
    "crm601_sent_without_consent": {
        "sheets": ("outreach",),
    },
    "crm602_approved_do_not_contact": {
        "sheets": ("outreach",),
    },
    "crm603_opt_out_not_recorded": {
        "sheets": ("outreach",),
    },
    "crm604_sent_without_approval": {
        "sheets": ("outreach",),
    },
    "crm605_sent_without_date": {
        "sheets": ("outreach",),
    },
    "crm606_too_many_messages": {
        "sheets": ("outreach",),
    },
    "crm607_consent_without_proof": {
        "sheets": ("consents",),
    },
    "crm608_approved_unreachable": {
        "sheets": ("outreach", "customers"),
    },
    "crm609_approved_without_text": {
        "sheets": ("outreach",),
    },
    "crm610_unmarked_advertising": {
        "columns": ("outreach.purpose", "outreach.status", "outreach.text"),
    },
    "crm611_no_way_out": {
        "columns": ("outreach.purpose", "outreach.status", "outreach.text"),
    },
    "crm612_unfilled_gap": {
        "columns": ("outreach.status", "outreach.text"),
    },
    "crm613_call_without_check": {
        "columns": ("outreach.channel", "outreach.purpose", "outreach.status"),
    },
    "crm614_customer_who_never_bought": {
        "columns": ("consents.basis", "purchases.customer_id"),
    },
    "crm615_answer_to_nothing": {
        "columns": ("outreach.response", "outreach.status"),
    },
    "crm616_control_group_contacted": {
        "columns": ("outreach.group", "outreach.status"),
    },
    "crm617_same_message_twice": {
        "columns": ("outreach.text", "outreach.status"),
    },
    "crm618_approved_and_forgotten": {
        "columns": ("outreach.planned_on", "outreach.status"),
    },
    "crm619_advertising_in_disguise": {
        "columns": ("outreach.purpose", "outreach.status", "outreach.text"),
    },
    "crm702_formula_as_record": {
        "marks": ("formulas",),
    },
    "crm703_typed_over_formula": {
        "marks": ("formulas",),
    },
    "crm710_mixed_formulas": {
        "marks": ("formulas",),
    },
    "crm711_odd_one_out": {
        "among": ("customers", "purchases", "products", "interactions"),
    },
    "crm712_merged_cells": {
        "marks": ("merges",),
    },
    "crm713_blank_rows": {
        "marks": ("loose",),
    },
    "crm714_repeated_headings": {
        "strays": ("heading",),
    },
    "crm716_hidden_rows": {
        "marks": ("hidden_rows",),
    },
    "crm717_uncalculated_formula": {
        "marks": ("uncalculated",),
    },
    "crm718_total_among_data": {
        "strays": ("total",),
    },
    "crm719_dead_reference": {
        "marks": ("validations", "names"),
    },
    "crm720_dropdown_too_short": {
        "marks": ("validations",),
    },
    "crm752_heading_not_frozen": {
        "marks": ("loose",),
    },
    "crm803_card_number": {
        "prose": ("(?:[0-9][ -]?){9}",),
    },
    "crm804_identity_number": {
        "prose": ("(?:[0-9][ -]?){9}",),
    },
    "crm805_password_in_text": {
        "prose": ("(?i)סיסמ|קוד סודי|passw|passc",),
    },
    "crm806_sensitive_note": {
        "prose": (
            "(?i)ובח|חול[הת]|סכי|יידס|דיכא|פליל|מינית|נפשית|תמכ|diag|schi|hiv|crim|canc|sexu",
        ),
    },
    "crm807_erased_still_here": {
        "values": ("customers.status is erased",),
    },
    "crm808_bank_account": {
        "prose": ("[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4}",),
    },
}
