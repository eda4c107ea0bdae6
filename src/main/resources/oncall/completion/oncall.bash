# Completion of oncall %VERSION% in bash 4 or newer, printed by `oncall completion bash`.
# Commands, options and fixed values stand in three tables; runbooks, incidents and the like are asked from the program. What it
# answers is compared and offered, never evaluated.

# The words that may follow a command.
_oncall_next() {
    offered=()
    case $1 in
%NEXT%
    esac
}

# The options of a command.
_oncall_options() {
    offered=()
    case $1 in
%OPTIONS%
    esac
}

# What stands behind an option, or in a place: fixed values, and kinds behind an @.
_oncall_takes() {
    takes=()
    case "$1 $2" in
%TAKES%
    esac
}

_oncall_offer() {
    if [[ $1 == "$current"* ]]; then
        COMPREPLY+=("$before$1")
    fi
}

# What the program answers for a kind: a value, a tab and what it means, one a line.
_oncall_ask() {
    local value meaning
    while IFS=$'\t' read -r value meaning; do
        _oncall_offer "$value"
    done < <("$program" __complete bash "$1" -- "${typed[@]}" 2>/dev/null </dev/null)
}

# The shell's own completion, where it is really completing.
_oncall_shell() {
    compopt -o "$1" 2>/dev/null || :
}

_oncall() {
    local IFS=$' \t\n' program=$1 current='' before='' command='' option='' plain='' help='' glued='' word='' i=0 place=1
    local -a typed=() offered=() takes=()
    COMPREPLY=()
    # --name=value arrives in three words
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ -z $glued && $word == '=' && ${#typed[@]} -gt 0 && ${typed[${#typed[@]} - 1]} == --*([!=]) ]]; then
            typed[${#typed[@]} - 1]+='='
            glued=yes
        elif [[ -n $glued ]]; then
            typed[${#typed[@]} - 1]+=$word
            glued=''
        else
            typed+=("$word")
        fi
    done
    [[ ${#typed[@]} -gt 0 ]] || return 0
    current=${typed[${#typed[@]} - 1]}

    for ((i = 0; i < ${#typed[@]} - 1; i++)); do
        word=${typed[i]}
        if [[ -n $option ]]; then
            option=''
        elif [[ -z $plain && $word == -- ]]; then
            plain=yes
        elif [[ -z $plain && $word == -?* ]]; then
            _oncall_takes "$command" "$word"
            [[ ${#takes[@]} -eq 0 ]] || option=$word
        elif [[ $place -eq 1 ]]; then
            _oncall_next "$command"
            if [[ " ${offered[*]} " == *" $word "* ]]; then
                command=${command:+$command }$word
                if [[ $command == help && -z $help ]]; then
                    command='' help=yes
                fi
            else
                place=2
            fi
        else
            ((place++))
        fi
    done

    offered=() takes=()
    if [[ -n $option ]]; then
        _oncall_takes "$command" "$option"
    elif [[ -z $plain && $current == --*=* ]]; then
        _oncall_takes "$command" "${current%%=*}"
        [[ ${COMP_WORDS[COMP_CWORD]} != --*=* ]] || before=${current%%=*}=
        current=${current#*=}
    elif [[ -z $plain && $current == -* && -z $help ]]; then
        _oncall_options "$command"
    else
        [[ $place -ne 1 ]] || _oncall_next "$command"
        [[ -n $help ]] || _oncall_takes "$command" "$place"
        [[ -z $help || -n $command ]] || offered+=(exit-codes)
    fi
    current=${current#[\"\']}
    [[ $program != '~/'* ]] || program=$HOME/${program#'~/'}
    type -P -- "$program" >/dev/null || program=oncall
    for word in "${offered[@]}"; do
        _oncall_offer "$word"
    done
    for word in "${takes[@]}"; do
        case $word in
            %LIVE%)
                _oncall_ask "${word#@}"
                if [[ $word == @BOOK && ${#COMPREPLY[@]} -eq 0 ]]; then
                    _oncall_shell default
                fi
                ;;
            @FILE) _oncall_shell default ;;
            @DIR) _oncall_shell dirnames ;;
            @*) ;;
            *) _oncall_offer "$word" ;;
        esac
    done
}

# Open incidents come first, where bash can leave the order alone (4.4 or newer).
complete -o nosort -F _oncall oncall 2>/dev/null || complete -F _oncall oncall
