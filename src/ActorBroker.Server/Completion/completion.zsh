#compdef actorbroker
# Completion of actorbroker in zsh. Add to ~/.zshrc, behind compinit:  source <(actorbroker completion zsh)
_actorbroker() {
    local rest="${(j: :)words[2,CURRENT]}"
    local -a found
    found=("${(@f)$(actorbroker "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
    compadd -- $found || _files
}
compdef _actorbroker actorbroker
