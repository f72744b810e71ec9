"""What `crm check` can be told."""

from __future__ import annotations

from crm_workbook.jobs import Option
from crm_workbook.lean import Final
from crm_workbook.model import SEVERITIES
from crm_workbook.reports import formats
from crm_workbook.text import Text

OPTIONS: Final = (
    Option(
        "format", "choice",
        Text("צורת הדוח; בלעדיו לפי הסיומת של --output, או text",
             "format of the report; without it as the ending of --output says, else text"),
        choices=formats(), shown=True,
    ),
    Option(
        "output", "path",
        Text("לכתוב את הדוח לקובץ הזה, במקום דוח קודם אם יש",
             "write the report to this file, in place of an earlier report"),
        "", metavar="FILE", shown=True,
    ),
    Option(
        "watch", "flag",
        Text("לבדוק שוב אחרי כל שמירה של החוברת, עד Ctrl+C",
             "check again whenever the workbook is saved, until Ctrl+C"),
        default=False, shown=True,
    ),
    Option(
        "annotate", "copy",
        Text("לכתוב לכאן (קובץ, או תיקייה) עותק מסומן של החוברת, שבו כל ממצא צבוע ומוסבר במקומו",
             "write an annotated copy of the workbook to this file or folder, every finding "
             "coloured and explained in its place"),
        "", metavar="OUT",
    ),
    Option(
        "select", "text",
        Text("לבדוק רק את הכללים האלה: קוד, תחילת קוד או שם", "check these rules only: a "
             "code, the beginning of one, or a name"),
        many=True, metavar="CODE",
    ),
    Option(
        "extend_select", "text",
        Text("לבדוק גם את הכללים האלה, אף שמשפחה שלהם הושמטה",
             "check these rules too, although a family of theirs is left out"),
        many=True, metavar="CODE",
    ),
    Option(
        "ignore", "text", Text("לא לבדוק את הכללים האלה", "leave these rules out"),
        many=True, metavar="CODE",
    ),
    Option(
        "severity", "text",
        Text("לתת לכלל חומרה אחרת, למשל CRM301=error",
             "give a rule another severity, such as CRM301=error"),
        many=True, metavar="CODE=SEVERITY",
    ),
    Option(
        "fail_on", "choice",
        Text("החומרה שממנה קוד היציאה הוא 1; בלעדיו error",
             "from which severity on the exit code is 1; without it, error"),
        choices=tuple(SEVERITIES),
    ),
    Option(
        "exit_zero", "flag",
        Text("קוד היציאה הוא 0 גם כשיש ממצאים", "exit with 0 whatever is found"),
        default=False,
    ),
    Option(
        "statistics", "flag",
        Text("לספור את הממצאים של כל כלל", "count the findings of every rule"),
        default=False,
    ),
    Option(
        "score", "flag",
        Text("להציג לכל גיליון את שיעור השורות שאין בהן שגיאה או אזהרה",
             "show the share of each sheet's rows without an error or a warning"),
        default=False,
    ),
    Option(
        "fix", "flag",
        Text("לתקן את מה שבטוח לתקן, עם גיבוי", "fix what is safe to fix, with a backup"),
        default=False,
    ),
    Option(
        "unsafe", "flag",
        Text("יחד עם --fix: גם תיקונים שעלולים לאבד מידע",
             "with --fix: also fixes that may lose something"),
        default=False,
    ),
    Option(
        "show_fixes", "flag",
        Text("יחד עם --fix: להציג כל תא שתוקן", "with --fix: show every cell that was fixed"),
        default=False,
    ),
    Option(
        "diff", "flag",
        Text("להציג מה --fix ישנה, בלי לכתוב", "show what --fix would change, write nothing"),
        default=False,
    ),
    Option(
        "add_ignore", "text",
        Text("להשתיק את הממצאים, בשורות בגיליון הבדיקות, מהסיבה הזאת",
             "silence the findings, by lines on the checks sheet, for this reason"),
        metavar="REASON",
    ),
    Option(
        "until", "date",
        Text("יחד עם --add-ignore: היום האחרון של ההשתקה",
             "with --add-ignore: the last day of the suppression"),
    ),
    Option(
        "baseline", "attached",
        Text("לא לדווח על ממצאים שרשומים בקובץ הזה, ולומר מה בו כבר לא נמצא",
             "do not report findings that this file knows, and tell which of them are gone"),
        metavar="FILE",
    ),
    Option(
        "write_baseline", "kept",
        Text("לרשום את הממצאים בקובץ הזה, כידועים",
             "write the findings to this file, as known"),
        metavar="FILE",
    ),
    Option(
        "config", "config",
        Text("קובץ ההגדרות של הבדיקה; בלעדיו ה-crm.toml הקרוב לחוברת",
             "the configuration; without it the crm.toml nearest to the workbook"),
        metavar="FILE",
    ),
    Option(
        "untrusted", "flag",
        Text("לקובץ ממקור לא מוכר: לקרוא אותו בתהליך נפרד, מוגבל בזמן ובזיכרון, ולא לכתוב בו דבר",
             "for a file from an unknown source: read it in a process of its own, limited in "
             "time and memory, and write nothing into it"),
        default=False, reading=True,
    ),
    Option(
        "as_of", "date",
        Text(
            "היום שלפיו בודקים; בלעדיו לפי ההגדרות, ובלעדיהן היום",
            "the day to look from; without it that of the settings, else today",
        ),
    ),
)  # fmt: skip
