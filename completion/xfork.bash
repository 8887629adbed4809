# Completion of xfork for bash. (xfork++ takes the flags of a compiler; bash completes files for it.)
_xfork() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local options='--check --strip --suggest --from-openmp -i -o --diff --export-fixes= --format-style= --serial-clones --explain
    --warnings-as-errors --sarif= --summary= --progress --dump= -p -j --help --version --'
  # With '=' among the characters that break words, the value is a word of its own.
  local option=$before value=$word
  [[ $word == '=' ]] && value=
  [[ $before == '=' ]] && option=${COMP_WORDS[COMP_CWORD - 2]}
  case $option in
    --dump) COMPREPLY=($(compgen -W 'sites facts plan edits' -- "$value")); return ;;
    --format-style) COMPREPLY=($(compgen -W 'none file LLVM Google Chromium Mozilla WebKit Microsoft GNU' -- "$value")); return ;;
    -p) COMPREPLY=($(compgen -d -- "$value")); return ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
  else
    COMPREPLY=($(compgen -f -- "$word"))
    compopt -o filenames
  fi
}
complete -F _xfork xfork
