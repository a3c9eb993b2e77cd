#!/bin/sh
# A server in trouble, to put in order with the commands of the lesson on Linux. Everything happens in one folder.
#   sh tools/linux-drill.sh start    makes the trouble and says what is to be done
#   sh tools/linux-drill.sh check    says what is done and what is not
#   sh tools/linux-drill.sh stop     takes everything away again
set -eu
home=${DRILL_DIR:-.local/linux-drill}

start() {
  [ ! -e "$home" ] || { echo "$home is there already; stop first" >&2; exit 1; }
  mkdir -p "$home/logs" "$home/archive" "$home/keys" "$home/bin" "$home/config" "$home/tmp"
  cd "$home"
  line=0
  while [ "$line" -lt 200 ]; do
    line=$((line + 1))
    [ $((line % 29)) -ne 0 ] && echo "$line INFO order placed" || echo "$line ERROR no connection to the database"
  done > logs/app.log
  cp logs/app.log logs/app.log.1
  printf 'PORT=3000\n' > config/app.env
  printf 'not a real key\n' > keys/server.key
  chmod 644 keys/server.key
  printf '#!/bin/sh\necho "backup written"\n' > bin/backup.sh
  chmod 644 bin/backup.sh
  dd if=/dev/zero of=tmp/core.dump bs=1024 count=2048 2> /dev/null
  printf '%s\n' '#!/bin/sh' "trap 'echo stopped in good order > tmp/stuck.out; exit 0' TERM" \
    'while :; do sleep 1 & wait $!; done' > bin/stuck-worker.sh
  sh bin/stuck-worker.sh > /dev/null 2>&1 &
  echo $! > .stuck-worker.pid
  echo "cd $home"
  tasks
}

tasks() {
  cat << 'TASKS'
1. Find your way: write the full path of this folder to answers/where.    (pwd, mkdir, >)
2. How many lines of logs/app.log say ERROR? Write it to answers/errors.  (grep -c)
3. Move logs/app.log.1 into archive/.                                     (ls, mv)
4. Keep a copy of config/app.env as config/app.env.bak before editing it. (cp)
5. Delete the file that fills the disk.                                   (du -a | sort -n, rm)
6. Let nobody but you read keys/server.key.                               (ls -l, chmod)
7. Make bin/backup.sh a program that can be started.                      (chmod, ./bin/backup.sh)
8. Find the process stuck-worker.sh and ask it to stop. Do not force it.  (ps, kill)
TASKS
}

is_done() {
  case $1 in
    1) [ "$(cat answers/where)" = "$(pwd)" ] ;;
    2) [ "$(tr -d '[:space:]' < answers/errors)" = 6 ] ;;
    3) [ -f archive/app.log.1 ] && [ ! -e logs/app.log.1 ] ;;
    4) cmp config/app.env config/app.env.bak ;;
    5) [ ! -e tmp/core.dump ] && [ -f logs/app.log ] ;;
    6) [ "$(ls -l keys/server.key | cut -c5-10)" = '------' ] ;;
    7) [ "$(bin/backup.sh)" = 'backup written' ] ;;
    8) [ -f tmp/stuck.out ] && ! is_alive ;;
  esac
} 2> /dev/null

# A process that has ended stays listed, as a zombie, until its parent has taken note of it.
is_alive() {
  case $(ps -o stat= -p "$(cat .stuck-worker.pid)") in
    '' | Z*) return 1 ;;
  esac
}

check() {
  cd "$home"
  open=0
  for task in 1 2 3 4 5 6 7 8; do
    if is_done "$task" > /dev/null; then mark='done'; else mark='open' open=$((open + 1)); fi
    echo "$mark $(tasks | sed -n "${task}p" | sed 's/ *(.*//')"
  done
  [ "$open" -eq 0 ]
}

stop() {
  cd "$home"
  ! is_alive || kill -KILL "$(cat .stuck-worker.pid)"
  cd - > /dev/null
  rm -rf "$home"
}

case ${1:-} in
  start | check | stop) "$1" ;;
  *) sed -n '2,5p' "$0" && exit 2 ;;
esac
