#!/bin/sh
# The mechanics of the virtual card printer: ippeveprinter runs this once a job with the file that arrived. What the next
# card is to suffer stands in the file `fault`; what happened to the plastic is told in `impressions` and `tray`.
#
#   none          the card is printed on both sides and ejected
#   heldBetween, heldAfter, heldInTray   stands still after side 1, after side 2 or with the card out, as a slow machine
#                 would, until the file `fault` says `none`
#   jamLater      the same before side 1, and then a jam
#   jamBefore     a jam before the first side; jamBetween after the first; jamAfter after the second: no card comes out
#   hopperEmpty, ribbonOut, coverOpen   stands still, with the reason, until the file `fault` says `none`
#   ribbonLow     stands still with a warning until the file `fault` says `none`, and prints
#   lies          says that both sides are printed, and prints none

set -u
folder=$(dirname "$(readlink -f "$0")")
fault=$(cat "$folder/fault" 2>/dev/null || echo none)
name=${IPP_JOB_NAME:-unnamed}

say() { echo "$1" >&2; }
side() {
  echo "$name $1" >>"$folder/impressions"
  say "ATTR: job-impressions-completed=$1"
}
jam() {
  say 'STATE: +media-jam-error'
  say 'ERROR: card jam'
  exit 1
}
hold() {
  while [ "$(cat "$folder/fault")" = "$1" ]; do sleep 0.05; done
}
waitWhile() {
  say "STATE: +$2-error"
  hold "$1"
  say "STATE: -$2-error"
}
eject() {
  mkdir -p "$folder/tray"
  cp "$1" "$folder/tray/$name.pdf"
}

trap 'rm -f "$folder/busy"' EXIT
touch "$folder/busy"
mkdir -p "$folder/arrived"
cp "$1" "$folder/arrived/$name.pdf"
say 'STATE: -media-jam-error'
say 'ATTR: job-impressions-completed=0'

case $fault in
  jamBefore) jam ;;
  jamLater)
    hold jamLater
    jam
    ;;
  hopperEmpty) waitWhile hopperEmpty media-empty ;;
  ribbonOut) waitWhile ribbonOut marker-supply-empty ;;
  coverOpen) waitWhile coverOpen cover-open ;;
  ribbonLow)
    say 'STATE: +marker-supply-low-warning'
    say 'ATTR: marker-levels=5,90'
    hold ribbonLow
    ;;
  lies)
    say 'ATTR: job-impressions-completed=2'
    exit 0
    ;;
esac

side 1
[ "$fault" = jamBetween ] && jam
hold heldBetween
side 2
[ "$fault" = jamAfter ] && jam
hold heldAfter
eject "$1"
hold heldInTray
