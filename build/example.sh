# shellcheck shell=sh disable=SC2154 # home is the caller's
# run_example NAME ARGUMENTS...: builds an example application if that is needed, and becomes it.
# POSIX sh, sourced after find-jdk.sh and maven.sh; wants $home, the root of the checkout.

examples() {
    for example_pom in "$home"/examples/*/pom.xml; do
        example_folder=${example_pom%/pom.xml}
        printf '%s ' "${example_folder##*/}"
    done
}

example_is_out_of_date() {
    [ ! -f "$example_jar" ] || [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main \
        "$home/examples/$1" "$home/examples/package-lock.json" "$home/web/src" \
        -path "$home/examples/$1/target" -prune -o -newer "$example_jar" -print | head -n 1)" ]
}

run_example() {
    case ${1:-} in
    '' | -* | */* | .*)
        echo "usage: belfry example NAME, where NAME is one of: $(examples)" >&2
        exit 2
        ;;
    esac
    if [ ! -f "$home/examples/$1/pom.xml" ]; then
        echo "There is no example $1; there are: $(examples)" >&2
        exit 2
    fi
    example_jar=$home/examples/$1/target/belfry-example-$1.jar
    example_jdk=$(find_jdk)
    if example_is_out_of_date "$1"; then
        if ! command -v npm >/dev/null; then
            echo "The pages of the examples are built from packages that come with npm:" \
                "install Node.js 20 or newer, and npm." >&2
            exit 1
        fi
        echo "Building the example once; this takes a minute ..." >&2
        if ! run_maven -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
            -pl "examples/$1" -am package -Dmaven.test.skip=true >&2; then
            echo "The example could not be built; the reason is above." >&2
            exit 1
        fi
        # Maven leaves a jar as it is when nothing in it has changed.
        touch "$example_jar"
    fi
    shift
    # shellcheck disable=SC2086 # several options
    exec "$example_jdk/bin/java" --enable-native-access=ALL-UNNAMED ${BELFRY_JAVA_OPTS:-} \
        -jar "$example_jar" "$@"
}
