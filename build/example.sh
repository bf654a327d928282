# shellcheck shell=sh disable=SC2154 # home is the caller's
# run_example NAME ARGUMENTS...: builds an example application if that is needed, and becomes it.
# POSIX sh, sourced after find-jdk.sh and maven.sh; wants $home, the root of the checkout.

examples() {
    example_names=
    for example_pom in "$home"/examples/*/pom.xml; do
        example_folder=${example_pom%/pom.xml}
        example_names="$example_names${example_names:+ }${example_folder##*/}"
    done
    echo "$example_names"
}

# What builds the pages runs on nothing older.
pages_can_be_built() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
    ' 2>/dev/null
}

# A hub that was started with a file of the example leaves its own folder there, which is no part of it.
example_is_out_of_date() {
    [ ! -f "$example_jar" ] || [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main \
        "$home/examples/$1" "$home/examples/package-lock.json" "$home/web/src" \
        -path "$home/examples/$1/target" -prune -o -path "$home/examples/$1/.belfry" -prune -o \
        ! -path "$home/examples/$1" -newer "$example_jar" -print | head -n 1)" ]
}

# The port of its pages: as its arguments say, or its own settings. Nothing for an example that says it elsewhere.
example_port() {
    example_settings=$1
    shift
    for example_argument in "$@"; do
        case $example_argument in
        --server.port=*)
            echo "${example_argument#*=}"
            return
            ;;
        esac
    done
    if [ -f "$example_settings" ]; then
        sed -n -e 's/^server\.port: *//p' -e 's/^  port: *//p' "$example_settings" | head -n 1
    fi
}

# Where there is no Node.js to look with, the application finds out itself.
is_listened_at() {
    command -v node >/dev/null && node -e '
        const socket = require("node:net").connect(Number(process.argv[1]), "localhost");
        socket.on("connect", () => process.exit(0)).on("error", () => process.exit(1));
    ' "$1" 2>/dev/null
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
    if [ "${2:-}" = --help ]; then
        echo "usage: belfry example $1 [--server.port=PORT] [--NAME=VALUE ...], where NAME is any" \
            "setting of the application: examples/$1/README.md"
        exit 0
    fi
    example_name=$1
    shift
    # Whoever starts one twice has its data locked by the first, which a database says in a hundred lines.
    example_port=$(example_port "$home/examples/$example_name/src/main/resources/application.yml" "$@")
    if [ -n "$example_port" ] && is_listened_at "$example_port"; then
        echo "Port $example_port is taken, perhaps by this example. End what is there, or give this one ports and" \
            "data of its own: --server.port=PORT --belfry.hub.port=PORT --$example_name.data=FILE" >&2
        exit 1
    fi
    example_jar=$home/examples/$example_name/target/belfry-example-$example_name.jar
    example_jdk=$(find_jdk)
    if example_is_out_of_date "$example_name"; then
        if ! pages_can_be_built; then
            echo "The pages of the examples are built from packages that come with npm:" \
                "install Node.js 20.19 or newer, and npm." >&2
            exit 1
        fi
        begin_turn
        if example_is_out_of_date "$example_name"; then
            echo "Building the example once; this takes a minute ..." >&2
            if ! run_maven -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
                -pl "examples/$example_name" -am package -Dmaven.test.skip=true >&2; then
                echo "The example could not be built; the reason is above." >&2
                exit 1
            fi
            # Maven leaves a jar as it is when nothing in it has changed.
            touch "$example_jar"
        fi
        end_turn
    fi
    # shellcheck disable=SC2086 # several options
    exec "$example_jdk/bin/java" --enable-native-access=ALL-UNNAMED ${BELFRY_JAVA_OPTS:-} \
        -jar "$example_jar" "$@"
}
