# shellcheck shell=bash
# Part of host.sh: running things in a host. $inside is the host's root cgroup.

# enter COMMAND...: runs it in the host, as a child of this script.
# - It is in the host's cgroup, so that `down` ends it, and it dies with this script, also when that is killed.
# - nsenter stays as its parent (a pid namespace is for children only) and passes no signal on; that is done here.
#   Not for a terminal's Ctrl-C, which the whole process group gets by itself.
# shellcheck disable=SC2154 # inside: host.sh
enter() {
  local pid child status interrupted signal
  pid=$(host_pid)
  mkdir -p "$inside/shell.scope"
  # Bash lets a background child ignore INT and QUIT, and takes its stdin away.
  (
    echo "$BASHPID" >"$inside/shell.scope/cgroup.procs"
    # shellcheck disable=SC2016 # expanded by the shell in the host
    exec env --default-signal=INT,QUIT setpriv --pdeathsig KILL \
      nsenter -t "$pid" -m -u -i -n -p -C -- \
      env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
      TERM="${TERM:-dumb}" setpriv --pdeathsig KILL sh -c 'cd "$0" 2>/dev/null || cd /; exec "$@"' "$PWD" "$@"
  ) <&0 &
  child=$!
  for signal in HUP TERM USR1 USR2 $([ -t 0 ] || echo INT QUIT); do
    # shellcheck disable=SC2064 # child is known now
    trap "interrupted=yes; pass_on $signal $child" "$signal"
  done
  while :; do
    interrupted=''
    status=0
    wait "$child" || status=$?
    [ -n "$interrupted" ] || break
  done
  trap - HUP TERM USR1 USR2 INT QUIT
  return "$status"
}

# pass_on SIGNAL NSENTER: to what nsenter runs, or to itself when it has not come so far.
pass_on() {
  local children
  children=$(cat "/proc/$2/task/$2/children" 2>/dev/null || :)
  # shellcheck disable=SC2086 # a list of pids
  kill -s "$1" ${children:-$2} 2>/dev/null || :
}

put() {
  local file=$1 path=$2 mode
  mode=$(stat -c %a "$file")
  enter install -D -m "$mode" /dev/stdin "$path" <"$file"
}
