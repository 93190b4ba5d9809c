set -eu; for x in "$@" $(ls -a) `echo b`; do case $x in a|b) (cd /tmp && { f() { echo "$((1 + 2))"; }; f; }) ;; *) ! [[ -f ${x:-$(pwd)} ]] || exit 1;; esac; done
while read -r line; do if test "$line"; then echo 'it'\''s' >>out 2>&1; elif false; then :; else A=1 B=(x y) cmd & fi; done < <(cat in) | tee >(wc) |& sort
