# Finds a JDK that can run Breakwater. Sourced; needs bash 3.2 or newer.

java_release=25

# is_java FOLDER: whether it is a JDK of the right release. Every JDK since 9 says so in a file: no program is run.
is_java() {
  [[ -x $1/bin/java && -f $1/release ]] || return 1
  local line
  while IFS= read -r line; do
    [[ $line != JAVA_VERSION=\"$java_release* ]] || return 0
  done <"$1/release"
  return 1
}

# find_java: sets java_home, or says what to install and returns 1. Looked for in this order: BREAKWATER_JAVA_HOME,
# JAVA_HOME, the java on the PATH, and the places where package managers and people put JDKs.
find_java() {
  local found candidate
  if [[ -n ${BREAKWATER_JAVA_HOME:-} ]]; then
    java_home=$BREAKWATER_JAVA_HOME
    is_java "$java_home" && return
    echo "BREAKWATER_JAVA_HOME: '$java_home' is not a JDK $java_release; set it to the folder of one that has bin/java, or unset it" >&2
    return 1
  fi
  java_home=${JAVA_HOME:-}
  [[ -z $java_home ]] || ! is_java "$java_home" || return 0
  for candidate in /usr/lib/jvm/*"$java_release"* "$HOME"/.sdkman/candidates/java/"$java_release"* "$HOME"/.jdks/*"$java_release"* \
    /Library/Java/JavaVirtualMachines/*"$java_release"*/Contents/Home /usr/lib/jvm/* /opt/java/* /opt/*jdk*; do
    java_home=$candidate
    ! is_java "$candidate" || return 0
  done
  # Links are followed only now: it takes another process.
  if found=$(command -v java) && found=$(readlink -f "$found" 2>/dev/null); then
    java_home=${found%/bin/java}
    ! is_java "$java_home" || return 0
  fi
  if [[ -x /usr/libexec/java_home ]] && java_home=$(/usr/libexec/java_home -v "$java_release" 2>/dev/null); then
    ! is_java "$java_home" || return 0
  fi
  cat >&2 <<EOF
No JDK $java_release was found here, and Breakwater needs one. Install it, for example
  from https://adoptium.net/temurin/releases/?version=$java_release
  Debian, Ubuntu:  apt install openjdk-$java_release-jdk-headless
  Fedora:          dnf install java-$java_release-openjdk-devel
  macOS:           brew install openjdk@$java_release
  SDKMAN:          sdk install java $java_release-tem
or set BREAKWATER_JAVA_HOME to the folder of one that is already there.
EOF
  return 1
}

# build_if_missing ROOT MODULE JAR: makes ROOT/MODULE/target/JAR and the jars beside it, unless they are there.
build_if_missing() {
  [[ ! -f $1/$2/target/$3 || ! -d $1/$2/target/lib ]] || return 0
  command -v mvn >/dev/null || {
    echo "Breakwater is not built yet, and there is no Maven to build it with: install Maven 3.8.1 or newer (https://maven.apache.org/install.html)" >&2
    return 1
  }
  echo "Building Breakwater's $2 first; that happens once and takes a minute or more." >&2
  mvn -q -B -ntp -f "$1/pom.xml" -pl "$2" -am -DskipTests -Dformat.skip=true package >&2 || {
    echo "The build failed; what Maven printed above says why." >&2
    return 1
  }
}
