#compdef oncall
# Completion of oncall %VERSION% in zsh, printed by `oncall completion zsh`.
# Commands, options and fixed values stand in three tables; runbooks, incidents and the like are asked from the program. What it
# answers is compared and offered, never evaluated.

# The words that may follow a command, each with what it does.
_oncall_next() {
    offered=()
    case $1 in
%NEXT%
    esac
}

# The options of a command, each with what it means.
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
    values+=("$1")
    if [[ -n $2 ]]; then
        shown+=("$1  -- $2")
    else
        shown+=("$1")
    fi
}

# What the program answers for a kind: a value, a tab and what it means, one a line.
_oncall_ask() {
    local value meaning
    while IFS=$'\t' read -r value meaning; do
        _oncall_offer "$value" "$meaning"
    done < <("$program" __complete zsh "$1" -- "${typed[@]}" 2>/dev/null </dev/null)
}

_oncall() {
    local program="${(Q)words[1]}" current='' command='' option='' plain='' help='' word='' files=''
    local -i i=0 place=1
    local -a typed offered takes values shown
    # a Q takes quotes away and nothing else
    typed=("${(@Q)words[2,CURRENT]}")
    current=${typed[-1]}

    for ((i = 1; i < ${#typed}; i++)); do
        word=${typed[i]}
        if [[ -n $option ]]; then
            option=''
        elif [[ -z $plain && $word == -- ]]; then
            plain=yes
        elif [[ -z $plain && $word == -?* ]]; then
            _oncall_takes "$command" "$word"
            [[ ${#takes} -eq 0 ]] || option=$word
        elif [[ $place -eq 1 ]]; then
            _oncall_next "$command"
            if [[ -n $word && ${offered[(Ie)$word]} -gt 0 && $((offered[(Ie)$word] % 2)) -eq 1 ]]; then
                command=${command:+$command }$word
                if [[ $command == help && -z $help ]]; then
                    command='' help=yes
                fi
            else
                place=2
            fi
        else
            ((place += 1))
        fi
    done

    offered=() takes=()
    if [[ -n $option ]]; then
        _oncall_takes "$command" "$option"
    elif [[ -z $plain && $current == --*=* ]]; then
        _oncall_takes "$command" "${current%%=*}"
        compset -P '*='
    elif [[ -z $plain && $current == -* && -z $help ]]; then
        _oncall_options "$command"
    else
        [[ $place -ne 1 ]] || _oncall_next "$command"
        [[ -n $help ]] || _oncall_takes "$command" "$place"
        [[ -z $help || -n $command ]] || offered+=(exit-codes 'What the exit codes mean.')
    fi
    [[ $program != '~/'* ]] || program=$HOME/${program#'~/'}
    [[ -n ${commands[$program]} || -x $program ]] || program=oncall
    for ((i = 1; i < ${#offered}; i += 2)); do
        _oncall_offer "${offered[i]}" "${offered[i + 1]}"
    done
    for word in "${takes[@]}"; do
        case $word in
            %LIVE%)
                _oncall_ask "${word#@}"
                [[ $word != @BOOK || ${#values} -gt 0 ]] || files=yes
                ;;
            @FILE) files=yes ;;
            @DIR) files=${files:-folders} ;;
            @*) ;;
            *) _oncall_offer "$word" '' ;;
        esac
    done
    local -i found=1
    if [[ ${#values} -gt 0 ]]; then
        compadd -V oncall -l -d shown -a -- values && found=0
    fi
    case $files in
        yes) _files && found=0 ;;
        folders) _files -/ && found=0 ;;
    esac
    return $found
}

# As a file that zsh looks up for itself, and as text that is sourced.
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _oncall "$@"
elif (($+functions[compdef])); then
    compdef _oncall oncall
fi
