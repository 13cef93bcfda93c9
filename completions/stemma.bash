# bash completion for stemma

_stemma()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local commands="report text families tree collate names places dates statements stories train gazetteer bench help"
    local options="--plain --lang --names --owners --model --gazetteer --threads --fetch --fetched --fetch-timeout --allow-private --quiet --output --json --help"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands --version --help" -- "$current")
        return
    fi
    case ${COMP_WORDS[1]} in
    help)
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
        return
        ;;
    families)
        options="$options --passages --memory --work"
        ;;
    tree | collate)
        options="$options --format"
        ;;
    esac
    case $previous in
    --format)
        local formats="json dot graphml newick nexus"
        [ "${COMP_WORDS[1]}" = collate ] && formats="json csv tei html"
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current")
        return
        ;;
    --lang | --threads | --fetch-timeout | --memory)
        return
        ;;
    --work)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
        ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -o filenames -F _stemma stemma
