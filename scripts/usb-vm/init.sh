#!/bin/busybox sh
# The first process of the virtual machine: loads the USB stack, lays a layer of memory over the files of the machine
# around it, runs /run/out/command there and switches the machine off.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read -r module; do
  # Two wireless ports, so that a test can plug in two devices at once.
  case "$module" in dummy_hcd.ko) insmod /modules/$module num=2 ;; *) insmod /modules/$module ;; esac
done </modules/order
mount -t configfs configfs /sys/kernel/config

mkdir -p /mnt/below /mnt/memory /mnt/root
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=524288 root /mnt/below
mount -t tmpfs tmpfs /mnt/memory
mkdir /mnt/memory/up /mnt/memory/work
mount -t overlay -o lowerdir=/mnt/below,upperdir=/mnt/memory/up,workdir=/mnt/memory/work overlay /mnt/root
for folder in proc sys dev; do mount --rbind /$folder /mnt/root/$folder; done
# Not over /tmp: a working copy may lie there.
mkdir -p /mnt/root/dev/shm /mnt/root/run/scratch /mnt/root/run/out
mount -t tmpfs tmpfs /mnt/root/dev/shm
mount -t tmpfs tmpfs /mnt/root/run/scratch
mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288 out /mnt/root/run/out
ip link set lo up

export HOME=/run/scratch TMPDIR=/run/scratch
chroot /mnt/root /bin/sh /run/out/command >/mnt/root/run/out/transcript 2>&1
echo $? >/mnt/root/run/out/ending
sync
poweroff -f
