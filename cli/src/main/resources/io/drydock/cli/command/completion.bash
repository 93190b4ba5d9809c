# bash completion for drydock
_drydock() {
  local IFS=$'\n'
  local word="${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=($("${COMP_WORDS[0]}" completion words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  if [ ${#COMPREPLY[@]} -eq 0 ] && [ "${word#-}" = "$word" ]; then
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _drydock drydock ./drydock
