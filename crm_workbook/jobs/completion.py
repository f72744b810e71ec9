"""`crm completion`: the script that has a shell complete our commands, options and values.

A script is a few lines that hand what was typed back to `crm`, which knows its commands and rules
best; so it does not grow old and need not be made again after an upgrade. `cli/complete.py`
answers.
"""

from __future__ import annotations

from typing import Final

from crm_workbook.jobs import Job, Option
from crm_workbook.model import STDOUT, File, Outcome
from crm_workbook.text import Text

_BASH: Final = r"""# Completion of crm for bash. In ~/.bashrc:  eval "$(crm completion bash)"
_crm() {
    local cur=$2 paths word told path
    COMPREPLY=()
    {
        read -r paths
        while IFS=$'\t' read -r word told; do
            [[ $word == *= ]] && compopt -o nospace
            if [[ $COMP_TYPE == 63 && -n $told ]]; then # a list was asked for: say what each means
                word="$word  ($told)"
                word="${word:0:${COLUMNS:-80}-1}"
            fi
            COMPREPLY+=("$word")
        done
    } < <("$1" _complete bash ".$cur" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2> /dev/null)
    [[ $paths == [bf]* ]] || return
    compopt -o filenames
    cur=${cur#[=\"\']} # the name itself, without the quoting
    cur=${cur//\\/}
    while IFS= read -r path; do
        case $paths in
            books) [[ (-d $path && $path != *.crm) || ${path,,} == *.xls[xm] ]] || continue ;;
            folders) [[ -d $path ]] || continue ;;
        esac
        COMPREPLY+=("$path")
    done < <(compgen -f -- "$cur")
}
complete -F _crm crm crm-workbook
"""
_ZSH: Final = r"""#compdef crm crm-workbook
# Completion of crm for zsh. In ~/.zshrc, after compinit:  eval "$(crm completion zsh)"
_crm() {
    local paths word told
    local -a words_told before
    before=("${(@Q)words[2,CURRENT-1]}")
    {
        IFS= read -r paths
        while IFS=$'\t' read -r word told; do
            words_told+=("${word//:/\\:}${told:+:$told}")
        done
    } < <("${(Q)words[1]}" _complete zsh ".${(Q)PREFIX}" "${before[@]}" 2> /dev/null)
    (( $#words_told )) && if [[ ${words_told[1]%%:*} == *= ]]; then
        _describe -V crm words_told -S ''
    else
        _describe -V crm words_told
    fi
    compset -P '--*='
    case $paths in
        books) _files -F '*.crm' -g '(#i)*.xls[xm](-.)' ;;
        files) _files ;;
        folders) _files -/ ;;
    esac
}
if [[ $funcstack[1] == _crm ]]; then _crm "$@"; else compdef _crm crm crm-workbook; fi
"""
_FISH: Final = r"""# Completion of crm for fish. Once:
#   crm completion fish > ~/.config/fish/completions/crm.fish
function __crm_complete
    set -l before (commandline -opc)
    set -l raw (commandline -ct)
    set -l typed (string unescape -- "$raw"; or string trim -l -c '"\'' -- "$raw")
    set -l told ($before[1] _complete fish ".$typed" $before[2..] 2>/dev/null)
    set -l option (string match -r -- '^--[^=]*=' "$typed")
    set -l path (string replace -- "$option" '' "$typed")
    set -l found
    switch "$told[1]"
        case books
            set -l shown '^[^\t]*(?:(?<!\.crm)/|\.xls[xm])(?:\t.*)?$'
            set found (__fish_complete_path $path | string match -r -i $shown)
        case files
            set found (__fish_complete_path $path)
        case folders
            set found (__fish_complete_directories $path)
    end
    set -q found[1]; and printf '%s\n' "$option"$found
    set -q told[2]; and printf '%s\n' $told[2..]
end
complete -c crm -f -a '(__crm_complete)'
complete -c crm-workbook -f -a '(__crm_complete)'
"""
_POWERSHELL: Final = r"""# Completion of crm for PowerShell. In the file that $PROFILE names:
#   crm completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName crm, crm-workbook -ScriptBlock {
    param($typed, $line, $cursor)
    $before = @($line.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursor } |
        Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $crm = $line.CommandElements[0].Value
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $paths, $words = @(& $crm _complete powershell ".$typed" @before 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    $automation = 'System.Management.Automation'
    foreach ($told in $words) {
        $word, $means = $told -split "`t", 2
        if (-not $means) { $means = $word }
        New-Object "$automation.CompletionResult" $word, $word, 'ParameterValue', $means
    }
    if ($paths -eq '-') { return }
    $name = $typed -replace '^--[^=]+=', ''
    ("$automation.CompletionCompleters" -as [type])::CompleteFilename($name) | Where-Object {
        $_.ResultType -eq 'ProviderContainer' -or $paths -eq 'files' -or
        ($paths -eq 'books' -and $_.ListItemText -match '\.xls[xm]$')
    }
}
"""
SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
"""The script of each shell; its first lines say where it goes."""


def run(*, lang: str, shell: str) -> Outcome:  # noqa: ARG001 - a script speaks no language
    """Print the script for a shell.

    Args:
        lang: The language to answer in, which a script has no use for.
        shell: One of `SCRIPTS`.
    """
    return Outcome(files=(File(STDOUT, SCRIPTS[shell].encode()),))


JOB: Final = Job(
    "completion",
    Text(
        "סקריפט שמשלים פקודות, אפשרויות וכללים בהקשה על Tab",
        "the script that has a shell complete commands, options and rules",
    ),
    run,
    (
        Option(
            "shell", "choice",
            Text("המעטפת; ראש הסקריפט אומר היכן להוסיף אותו",
                 "the shell; the head of the script says where it goes"),
            choices=tuple(SCRIPTS), positional=True,
        ),
    ),
    opens="none",
)  # fmt: skip
