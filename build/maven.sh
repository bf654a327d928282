# shellcheck shell=sh disable=SC2154 # home is the caller's
# run_maven ARGUMENTS...: Maven over the whole checkout, compiling and testing with the JDK that
# find_jdk chose. POSIX sh, sourced after find-jdk.sh; wants $home, the root of the checkout.

run_maven() {
    if ! command -v mvn >/dev/null; then
        echo "Belfry builds itself with Maven 3.8.7 or newer, and there is no mvn on the PATH." \
            "On Debian and Ubuntu: sudo apt-get install maven" >&2
        return 1
    fi
    jdk=$(find_jdk) || return 1
    # Maven runs on the Java that it is used to, unless there is none or it is too old.
    maven_java=$(jdk_needs=java jdk_version "${JAVA_HOME:-$(jdk_on_path)}") || maven_java=0
    [ "${maven_java:-0}" -ge 17 ] && maven_home=${JAVA_HOME:-} || maven_home=$jdk
    JAVA_HOME=$maven_home JAVA_BELFRY_HOME=$jdk \
        mvn -B -Dstyle.color=never -f "$home/pom.xml" -Dtoolchain.jdk.env=JAVA_BELFRY_HOME "$@" </dev/null
}

# Several that are started at once from one checkout would build it over each other. The first builds
# between begin_turn and end_turn, and the others wait and then look again. Without flock they do not.
begin_turn() {
    if command -v flock >/dev/null && mkdir -p "$home/target"; then
        exec 9>"$home/target/build.lock"
        flock 9 || : # Not every file system can.
    fi
}

end_turn() {
    exec 9>&-
}
