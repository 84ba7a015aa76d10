# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_frontdesk_global_optspecs
    string join \n kiosk idle= theme= language= no-staff approved-only plain no-mouse no-meaning unanswered= h/help V/version
end

function __fish_frontdesk_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_frontdesk_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_frontdesk_using_subcommand
    set -l cmd (__fish_frontdesk_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c frontdesk -n "__fish_frontdesk_needs_command" -l idle -d 'Clear the caller\'s words after so long without a key (a kiosk: 60)' -r
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l theme -d 'The colours' -r -f -a "auto\t'As the terminal\'s ground is; dark where it does not tell, and no colours where `NO_COLOR` says so'
dark\t'Light text on a dark ground'
light\t'Dark text on white'
contrast\t'Black, white, yellow and cyan: the strongest contrast'
mono\t'No colours: bold, underline and reverse only'"
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l language -d 'Speak this language on screen; without it, that of the first topic' -r
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l unanswered -d 'Let F8 save questions that have no answer yet to this file; not in a kiosk' -r -F
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l kiosk -d 'Lock the screen down: nothing quits, suspends, copies or writes (Windows itself must be locked too: assigned access with this program alone, no Alt+F4; Ctrl+Alt+Del stays the system\'s)'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l no-staff -d 'Leave out what is for staff only, where the public sees the screen'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l approved-only -d 'Only entries that the doctor approved as they stand; says how many are left out'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l plain -d 'Words alone, without bars, rules and boxes: for a screen reader'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l no-mouse -d 'Leave the mouse to the terminal, for selecting text'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -l no-meaning -d 'Search by words alone'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -s V -l version -d 'Print version'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "search" -d 'Print the entries that answer a question, best first'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "new" -d 'Write a new FAQ file, with remarks, to be filled in'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "import" -d 'Make an FAQ file of other papers'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "check" -d 'Report every mistake of the FAQ, with its place and how to mend it'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "approve" -d 'Read each entry that is new, changed or overdue, and approve it'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "print" -d 'Print entries for paper and screen readers, or for the web'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "unanswered" -d 'List what callers asked and nobody could answer, most often asked first'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "completions" -d 'Print the completions for a shell'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "schema" -d 'Print the JSON Schema of an FAQ file, for editors'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "man" -d 'Print the manual page, or that of a verb'
complete -c frontdesk -n "__fish_frontdesk_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand search" -l limit -d 'The most entries to print for a query' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand search" -l faq -d 'An FAQ file, or a folder of them (may be given again); without any, the FAQ that is built in' -r -F
complete -c frontdesk -n "__fish_frontdesk_using_subcommand search" -l json -d 'One JSON object a query, on a line'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand search" -l no-meaning -d 'Search by words alone'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand new" -l title -d 'The topic\'s name; the file\'s name where it is left out' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand new" -l doctor -d 'Who speaks in the quotes' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand new" -l language -d 'The two-letter code of the answers\' language' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand import" -s o -l out -d 'A new file to write, or a folder, where each group of questions becomes a file; else all is printed' -r -F
complete -c frontdesk -n "__fish_frontdesk_using_subcommand import" -l question -d 'The column or key that holds the questions, where its name does not tell' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand import" -l answer -d 'The column or key that holds the answers' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand check" -s h -l help -d 'Print help'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand approve" -l list -d 'Only list what is not approved; exits with 1 when there is any'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand approve" -l all -d 'Approve every entry as it stands, without asking'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand print" -l format -d 'The form' -r -f -a "text\t'Plain rows: quotes and what is for staff marked by words and bars'
markdown\t'The answers as their author wrote them, under headings'
json-ld\t'A schema.org `FAQPage`, for a web page\'s `<script type="application/ld+json">`'"
complete -c frontdesk -n "__fish_frontdesk_using_subcommand print" -l width -d 'The most cells in a row of text' -r
complete -c frontdesk -n "__fish_frontdesk_using_subcommand print" -l faq -d 'An FAQ file, or a folder of them (may be given again); without any, the FAQ that is built in' -r -F
complete -c frontdesk -n "__fish_frontdesk_using_subcommand print" -l no-staff -d 'Without what is for staff only, for paper that callers may see; only text has it'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand print" -l approved-only -d 'Only entries that the doctor approved as they stand; says how many are left out'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand print" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand unanswered" -l faq -d 'An FAQ file, or a folder of them (may be given again); without any, the FAQ that is built in' -r -F
complete -c frontdesk -n "__fish_frontdesk_using_subcommand unanswered" -l as-entries -d 'As the beginning of an FAQ file, with the answers left to write'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand unanswered" -l all -d 'Also what an entry surely answers by now'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand unanswered" -l no-meaning -d 'Compare questions by their words alone'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand unanswered" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand completions" -s h -l help -d 'Print help'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand schema" -s h -l help -d 'Print help'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand man" -s h -l help -d 'Print help'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "search" -d 'Print the entries that answer a question, best first'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "new" -d 'Write a new FAQ file, with remarks, to be filled in'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "import" -d 'Make an FAQ file of other papers'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "check" -d 'Report every mistake of the FAQ, with its place and how to mend it'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "approve" -d 'Read each entry that is new, changed or overdue, and approve it'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "print" -d 'Print entries for paper and screen readers, or for the web'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "unanswered" -d 'List what callers asked and nobody could answer, most often asked first'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "completions" -d 'Print the completions for a shell'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "schema" -d 'Print the JSON Schema of an FAQ file, for editors'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "man" -d 'Print the manual page, or that of a verb'
complete -c frontdesk -n "__fish_frontdesk_using_subcommand help; and not __fish_seen_subcommand_from search new import check approve print unanswered completions schema man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c frontdesk -l theme -x -a "auto dark light contrast mono"
complete -c frontdesk -n "__fish_seen_subcommand_from completions" -f -a "bash elvish fish powershell zsh"
