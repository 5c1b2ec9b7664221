# Completion of actorbroker in fish. Once:  actorbroker completion fish > ~/.config/fish/completions/actorbroker.fish
function __actorbroker_suggestions
    set -l rest (string replace -r '^\S+\s' '' -- (commandline -cp))
    actorbroker "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
end
complete -c actorbroker -a '(__actorbroker_suggestions)'
