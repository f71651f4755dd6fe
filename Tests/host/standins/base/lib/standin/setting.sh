# shellcheck shell=sh
# Part of every stand-in (/lib/standin/setting.sh): how its behaviour is chosen.

# setting NAME DEFAULT: prints the value of one setting. First what `standin NAME=VALUE` left in the running container,
# then the environment variable STANDIN_NAME (an image's tag bakes it in), then DEFAULT.
setting() {
  if [ -e "/run/standin/$1" ]; then
    cat "/run/standin/$1"
  else
    eval "echo \"\${STANDIN_$(echo "$1" | tr a-z- A-Z_)-\$2}\""
  fi
}

# say LEVEL MESSAGE [FIELDS]: a line as logrus prints it, which CRI-O, crictl and k0s log with.
say() { echo "time=\"$(date -u +%FT%TZ)\" level=$1 msg=\"$2\"${3:+ $3}"; }

# leave_if_told: the behaviour that every stand-in has: a start that fails at once (exits=STATUS).
leave_if_told() {
  status=$(setting exits '')
  [ -z "$status" ] || {
    echo "$1: stand-in told to exit with $status" >&2
    exit "$status"
  }
}

# pause: sleeps for ever, in a way that lets traps run at once.
pause() {
  while :; do
    sleep 3600 >/dev/null 2>&1 &
    wait $!
  done
}
