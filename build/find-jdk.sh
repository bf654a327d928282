# shellcheck shell=sh
# Finds a JDK 21 or newer by reading each JDK's `release` file, so that no JVM is started to ask.
# POSIX sh, sourced by the other scripts. Run by itself it prints the folder it chose, or explains on
# standard error why it chose none and fails; `find-jdk.sh --quiet` does the same without printing.
#
# BELFRY_JAVA_HOME is obeyed or refused, never passed over. After it come JAVA_HOME and the java
# on the PATH, as far as they are new enough, and then the usual folders: there a version with
# long-term support goes first (21, 25, 29 ...), and among those the newest.

# jdk_version FOLDER: prints the feature number (21, 25 ...), or fails when FOLDER is no JDK.
jdk_version() {
    [ -r "$1/release" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/${jdk_needs:-javac}" ] || return 1
    jdk_release=$(jdk_fact "$1" JAVA_VERSION)
    printf '%s\n' "${jdk_release%%[!0-9]*}"
}

# jdk_fact FOLDER NAME: prints what the `release` file says of it. Reading line by line is faster
# than any program that would have to be started for it.
jdk_fact() {
    while IFS='=' read -r jdk_name jdk_value; do
        if [ "$jdk_name" = "$2" ]; then
            jdk_value=${jdk_value#\"}
            printf '%s\n' "${jdk_value%\"}"
            return
        fi
    done <"$1/release"
}

jdk_is_enough() {
    jdk_found=$(jdk_version "$1") && [ "${jdk_found:-0}" -ge 21 ]
}

# The folder two levels above the real file behind `java`.
jdk_on_path() {
    jdk_java=$(command -v java) || return 1
    jdk_java=$(readlink -f "$jdk_java") || return 1
    dirname "$(dirname "$jdk_java")"
}

jdk_in_usual_folders() {
    jdk_best_rank=0
    for jdk_folder in /usr/lib/jvm/* /opt/* /usr/java/* /usr/local/openjdk* \
        "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        jdk_is_enough "$jdk_folder" || continue
        jdk_rank=$jdk_found
        [ $(((jdk_found - 21) % 4)) -ne 0 ] || jdk_rank=$((jdk_rank + 1000))
        if [ "$jdk_rank" -gt "$jdk_best_rank" ]; then
            jdk_best=$jdk_folder
            jdk_best_rank=$jdk_rank
        fi
    done
    [ "$jdk_best_rank" -gt 0 ] && printf '%s\n' "$jdk_best"
}

# find_jdk: prints the folder of the JDK to use. With jdk_needs=java a runtime without a compiler
# will do.
find_jdk() {
    if [ -n "${BELFRY_JAVA_HOME:-}" ]; then
        if ! jdk_is_enough "$BELFRY_JAVA_HOME"; then
            echo "BELFRY_JAVA_HOME is $BELFRY_JAVA_HOME, and that is not a JDK 21 or newer." >&2
            return 1
        fi
        printf '%s\n' "$BELFRY_JAVA_HOME"
    elif [ -n "${JAVA_HOME:-}" ] && jdk_is_enough "$JAVA_HOME"; then
        printf '%s\n' "$JAVA_HOME"
    elif jdk_home=$(jdk_on_path) && jdk_is_enough "$jdk_home"; then
        printf '%s\n' "$jdk_home"
    elif jdk_in_usual_folders; then
        :
    else
        echo "Belfry needs a JDK 21 or newer, for example Temurin 25: install the package" \
            "temurin-25-jdk or openjdk-21-jdk, or set BELFRY_JAVA_HOME to the folder of one." >&2
        return 1
    fi
}

case ${0##*/} in
find-jdk.sh) if [ "${1:-}" = --quiet ]; then find_jdk >/dev/null; else find_jdk; fi ;;
esac
