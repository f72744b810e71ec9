"""The command line: arguments in, a job run, words out.

Exit codes: 0 done and clean, 1 the answer is no (findings at or above the limit, a preview that
would change something), 2 it could not be done.
"""

from __future__ import annotations

import sys

from crm_workbook.cli import console
from crm_workbook.errors import CrmError, reason
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAN: Final = 0
FOUND: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What was typed after the program's name.

    Returns:
        The exit code.
    """
    console.prepare()
    lang = console.language(arguments)
    code = FAILED
    try:
        from crm_workbook.cli.command import execute

        code = execute(arguments, lang)
        console.finish()
    except CrmError as error:
        console.complain(error.say(lang))
    except KeyboardInterrupt:
        console.complain(console.STOPPED.say(lang))
        code = INTERRUPTED
    except console.OutputLostError as lost:
        console.silence()
        why = reason(lost.__cause__) if isinstance(lost.__cause__, OSError) else ""
        console.complain(console.OUTPUT_LOST.say(lang, why=why))
        code = FAILED
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback
        from crm_workbook.crash import record

        where = record(error)
        console.complain(console.CRASHED.say(lang, name=type(error).__name__, where=where))
    return code


if __name__ == "__main__":  # pragma: no cover
    sys.exit(main(sys.argv[1:]))
