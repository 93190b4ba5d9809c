#compdef drydock
_drydock() {
  local -a candidates
  candidates=(${(f)"$("${words[1]}" completion words "${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( ${#candidates} )); then
    compadd -- $candidates
  else
    _files
  fi
}
compdef _drydock drydock ./drydock
