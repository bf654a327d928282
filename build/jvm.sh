# shellcheck shell=sh
# The options of the JVM that runs a hub, as they were measured (docs/operate/sizing.md says what
# for). POSIX sh, sourced after find-jdk.sh. In a packaged Belfry it lies in lib/ beside the jars.

processors() {
    nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
}

# memory_mib: what this process may use, by its container or else by its machine; nothing when
# that cannot be told.
memory_mib() {
    memory_mib_found=
    [ -r /proc/meminfo ] || return 0
    while read -r memory_name memory_kib memory_rest; do
        [ "$memory_name" != MemTotal: ] || memory_mib_found=$((memory_kib / 1024))
    done </proc/meminfo
    [ -n "$memory_mib_found" ] || return 0
    for memory_file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
        [ -r "$memory_file" ] && read -r memory_limit <"$memory_file" || continue
        case $memory_limit in
        '' | *[!0-9]* | ???????????????*) continue ;; # "max", or a number that means the same
        esac
        memory_limit=$((memory_limit / 1048576))
        [ "$memory_limit" -ge "$memory_mib_found" ] || memory_mib_found=$memory_limit
    done
    echo "$memory_mib_found"
}

# hub_collector: the collector that costs a hub least (docs/decisions/0009).
hub_collector() {
    if [ "$(processors)" -le 2 ]; then
        echo -XX:+UseSerialGC
    else
        # Without the ratio G1 lets the heap grow to collect less often than is needed.
        echo -XX:+UseG1GC -XX:GCTimeRatio=1
    fi
}

# hub_options JDK: prints them, in words without spaces.
hub_options() {
    # Whoever names a collector gets that one; the JVM refuses two.
    case ${BELFRY_JAVA_OPTS:-} in
    *-XX:+Use*GC*) ;;
    *) hub_collector ;;
    esac
    # A fixed, small young generation: else the heap grows with traffic instead of connections.
    hub_young=$(($(processors) * 16))
    [ "$hub_young" -le 512 ] || hub_young=512
    # And a heap that begins with what a small hub comes to anyway.
    hub_heap=$((hub_young + 64))
    hub_memory=$(memory_mib)
    if [ -n "$hub_memory" ]; then
        [ "$hub_young" -le $((hub_memory / 8)) ] || hub_young=$((hub_memory / 8))
        [ "$hub_heap" -le $((hub_memory / 4)) ] || hub_heap=$((hub_memory / 4))
        # What clients have left unread lies outside of the heap.
        echo "-XX:MaxDirectMemorySize=$((hub_memory / 4))m"
    fi
    # Whoever names the largest heap gets none that begins larger, nor one that is all young.
    case " ${BELFRY_JAVA_OPTS:-}" in
    *' -Xmx'* | *-XX:MaxHeapSize=* | *-XX:MaxRAMPercentage=*) ;;
    *) echo "-Xmn${hub_young}m" "-Xms${hub_heap}m" -XX:MaxRAMPercentage=50 ;;
    esac
    # What a storm of connections left behind goes back to the system; under G1 when it is quiet.
    echo -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30
    echo -XX:G1HeapRegionSize=2m -XX:G1PeriodicGCInterval=30000
    # The tests watch every buffer; here that would cost a little for each message.
    echo -Dio.netty.leakDetection.level=disabled
    # Both would cost a start more than they give: fast ways to constructors that are called once,
    # and events of Netty for Java's flight recorder.
    echo -Djdk.reflect.useNativeAccessorOnly=true -Dio.netty.jfr.enabled=false
    # Standard output is the hub's own.
    echo -Xlog:disable -Xlog:all=warning:stderr
    hub_jdk=$(jdk_version "$1")
    # Shorter object headers: less memory for every idle connection.
    [ "$hub_jdk" -lt 25 ] || echo -XX:+UseCompactObjectHeaders
    # Netty's shorter way to memory outside of the heap; an older JDK needs no leave for it, and a
    # newer one has not been tried.
    [ "$hub_jdk" -ne 25 ] || echo --sun-misc-unsafe-memory-access=allow
}

# aot_is_usable: whether the collector that was named takes the cache; ZGC alone does not, and the
# JVM would print four lines about that.
aot_is_usable() {
    case ${BELFRY_JAVA_OPTS:-} in
    *-XX:+UseZGC*) return 1 ;;
    esac
}

# aot_options JDK: prints what a JVM needs that makes the cache or starts with it. JDK 25 and 26 keep
# machine code in it too, adapters between interpreted and compiled methods, and look neither for
# which processor it was made nor always for which method: a hub may die of an illegal instruction
# (JDK-8388703). It is a small part of what the cache gives.
aot_options() {
    case $(jdk_version "$1") in
    25 | 26) echo -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching -XX:-AOTStubCaching ;;
    esac
}

# aot_is_current CACHE JAR JDK: whether the cache was made for this program and this JDK, and is
# whole.
aot_is_current() {
    [ -f "$1" ] && [ "$1" -nt "$2" ] && [ -r "$1.jdk" ] && read -r aot_made_for <"$1.jdk" &&
        [ "$aot_made_for" = "$(aot_mark "$1" "$3")" ]
}

# aot_mark CACHE JDK: the size of the cache and what it was made with.
aot_mark() {
    echo $(($(wc -c <"$1"))) "$(aot_jdk "$2")"
}

aot_jdk() {
    echo "$1" "$(jdk_fact "$1" JAVA_RUNTIME_VERSION)" "$(jdk_fact "$1" IMPLEMENTOR)"
}

# aot_train CACHE CLASSPATH JDK: runs a hub under a little load, so that the JVM learns which
# classes it needs and which methods are hot, and keeps that for every later start. Needs JDK 25. A
# hub runs without the cache too, so nothing here may fail a start.
aot_train() {
    aot_folder=$(mktemp -d) || return 0
    (
        aot_hub=
        trap '[ -z "$aot_hub" ] || kill "$aot_hub"; rm -rf "$aot_folder"' EXIT
        trap 'exit 1' INT TERM
        cat >"$aot_folder/belfry.yml" <<END
server: {host: 127.0.0.1, port: 0}
apps: [{id: train, key: train, secret: training, client_events_per_second: 0}]
END
        # shellcheck disable=SC2046 # several words on purpose
        "$3/bin/java" --enable-native-access=ALL-UNNAMED $(hub_options "$3") $(aot_options "$3") \
            -XX:AOTCacheOutput="$aot_folder/cache" -cp "$2" io.belfry.cli.Main \
            start --config "$aot_folder/belfry.yml" >"$aot_folder/log" 2>&1 &
        aot_hub=$!
        aot_bench "$@" client-events --pairs 10 --warm-up 0s --duration 1s
        aot_bench "$@" churn --rate 200 --stay 1s --residents 10 --warm-up 0s --duration 2s
        kill "$aot_hub" && wait "$aot_hub"
        aot_hub=
        [ -f "$aot_folder/cache" ] || exit 0
        mv "$aot_folder/cache" "$1.new" && mv "$1.new" "$1" && aot_mark "$1" "$3" >"$1.jdk"
    ) >/dev/null 2>&1 || :
}

# aot_bench CACHE CLASSPATH JDK ARGUMENTS...: a little load, as soon as the hub listens.
aot_bench() {
    aot_java=$3/bin/java aot_classpath=$2
    shift 3
    for _ in 1 2 3 4 5; do
        "$aot_java" --enable-native-access=ALL-UNNAMED -cp "$aot_classpath" io.belfry.cli.Main \
            bench "$@" --config "$aot_folder/belfry.yml" && return
        kill -0 "$aot_hub" || return
        sleep 1
    done
}
