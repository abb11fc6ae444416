#!/usr/bin/env bash
# Nanoseconds of the routing kernels, by JMH:  scripts/bench_kernels.sh [JMH options, such as -p rules=trips -p stops=200 walk]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
mvn -q -Pjmh -pl forecasting -am -Dskip.ui test-compile
mvn -q -Pjmh -pl forecasting dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$root/forecasting/target/jmh-classpath"
exec "${JAVA_HOME:?must be a JDK 25}/bin/java" -cp "forecasting/target/test-classes:forecasting/target/classes:$(cat forecasting/target/jmh-classpath)" \
  org.openjdk.jmh.Main RoutingKernels "$@"
