# Completion of oncall %VERSION% in fish 3 or newer, printed by `oncall completion fish`.
# Commands, options and fixed values stand in three tables; runbooks, incidents and the like are asked from the program. What it
# answers is compared and offered, never evaluated.

# The words that may follow a command, each with what it does.
function __oncall_next
    switch "$argv[1]"
%NEXT%
    end
end

# The options of a command, each with what it means.
function __oncall_options
    switch "$argv[1]"
%OPTIONS%
    end
end

# What stands behind an option, or in a place: fixed values, and kinds behind an @.
function __oncall_takes
    switch "$argv[1] $argv[2]"
%TAKES%
    end
end

function __oncall_complete
    set -l typed (commandline -opc)
    set -l program $typed[1]
    set -e typed[1]
    set -l current (commandline -ct)
    set -l command ''
    set -l option ''
    set -l plain ''
    set -l help ''
    set -l place 1
    set -l before ''
    set -l said $typed

    for word in $said
        if test -n "$option"
            set option ''
        else if test -z "$plain" -a "x$word" = x--
            set plain yes
        else if test -z "$plain"; and string match -qr -- '^-.' "$word"
            set -l takes (__oncall_takes "$command" "$word")
            if test (count $takes) -gt 0
                set option $word
            end
        else if test $place -eq 1
            set -l next (__oncall_next "$command" | string replace -r '\t.*' '')
            if contains -- "$word" $next
                set command (string trim "$command $word")
                if test "$command" = help -a -z "$help"
                    set command ''
                    set help yes
                end
            else
                set place 2
            end
        else
            set place (math $place + 1)
        end
    end

    set -l takes
    if test -n "$option"
        set takes (__oncall_takes "$command" "$option")
    else if test -z "$plain"; and string match -qr -- '^--.*=' "$current"
        set -l name (string replace -r '=.*' '' -- "$current")
        set takes (__oncall_takes "$command" "$name")
        set before "$name="
        set current (string replace -r '^[^=]*=' '' -- "$current")
    else if test -z "$plain" -a -z "$help"; and string match -qr -- '^-' "$current"
        __oncall_options "$command"
        return
    else
        if test $place -eq 1
            __oncall_next "$command"
        end
        if test -z "$help"
            set takes (__oncall_takes "$command" "$place")
        else if test -z "$command"
            printf '%s\t%s\n' exit-codes 'What the exit codes mean.'
        end
    end
    set program (string replace -r '^~/' "$HOME/" -- "$program")
    if not command -q -- "$program"
        set program oncall
    end
    for word in $takes
        switch "$word"
            case %LIVE%
                set -l kind (string sub -s 2 -- "$word")
                set -l answered
                if command -q -- "$program"
                    set answered ($program __complete fish $kind -- $typed "$current" 2>/dev/null </dev/null)
                end
                for line in $answered
                    printf '%s%s\n' "$before" "$line"
                end
                if test "$word" = @BOOK -a (count $answered) -eq 0
                    __fish_complete_path "$current"
                end
            case @FILE
                __fish_complete_path "$current"
            case @DIR
                __fish_complete_directories "$current"
            case '@*'
            case '*'
                printf '%s%s\n' "$before" "$word"
        end
    end
end

# Open incidents come first, as they are answered.
complete -c oncall -k -f -a '(__oncall_complete)'
