# Completion of actorbroker in bash. Add to ~/.bashrc:  source <(actorbroker completion bash)
_actorbroker() {
    local typed="${COMP_LINE:0:COMP_POINT}"
    local rest="${typed#* }"
    COMPREPLY=($(compgen -W "$(actorbroker "[suggest:${#rest}]" "$rest" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _actorbroker actorbroker
