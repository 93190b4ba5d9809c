package io.drydock.linux.syscall;

/** The system calls that Drydock makes, with their numbers on amd64 and arm64. */
public enum SystemCall {
  BIND(49, 200),
  CAPSET(126, 91),
  CHDIR(80, 49),
  CHROOT(161, 51),
  CLOSE(3, 57),
  CLOSE_RANGE(436, 436),
  CONNECT(42, 203),
  COPY_FILE_RANGE(326, 285),
  DUP3(292, 24),
  EXECVE(59, 221),
  FACCESSAT2(439, 439),
  FCHDIR(81, 50),
  FCHMOD(91, 52),
  FCHMODAT(268, 53),
  FCHMODAT2(452, 452),
  FCHOWN(93, 55),
  FCHOWNAT(260, 54),
  FCNTL(72, 25),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSOPEN(430, 430),
  FSYNC(74, 82),
  GETDENTS64(217, 61),
  GETTID(186, 178),
  IOCTL(16, 29),
  KEYCTL(250, 219),
  KILL(62, 129),
  LGETXATTR(192, 9),
  LINKAT(265, 37),
  LLISTXATTR(195, 12),
  LREMOVEXATTR(198, 15),
  LSETXATTR(189, 6),
  MKDIRAT(258, 34),
  MKNODAT(259, 33),
  MOUNT(165, 40),
  MOUNT_SETATTR(442, 442),
  MOVE_MOUNT(429, 429),
  OPENAT(257, 56),
  OPENAT2(437, 437),
  OPEN_TREE(428, 428),
  PIDFD_OPEN(434, 434),
  PIDFD_SEND_SIGNAL(424, 424),
  PIPE2(293, 59),
  PIVOT_ROOT(155, 41),
  PRCTL(157, 167),
  PRLIMIT64(302, 261),
  READ(0, 63),
  READLINKAT(267, 78),
  RECVFROM(45, 207),
  RENAMEAT2(316, 276),
  RT_SIGPROCMASK(14, 135),
  SECCOMP(317, 277),
  SENDTO(44, 206),
  SETGROUPS(116, 159),
  SETHOSTNAME(170, 161),
  SETNS(308, 268),
  SETRESGID(119, 149),
  SETRESUID(117, 147),
  SETSOCKOPT(54, 208),
  SHUTDOWN(48, 210),
  SOCKET(41, 198),
  STATX(332, 291),
  SYMLINKAT(266, 36),
  SYNCFS(306, 267),
  UMASK(95, 166),
  UMOUNT2(166, 39),
  UNLINKAT(263, 35),
  UNSHARE(272, 97),
  UTIMENSAT(280, 88),
  WAIT4(61, 260),
  WRITE(1, 64);

  private final int number;
  private final String label;

  SystemCall(int amd64, int arm64) {
    this.number =
        switch (Architecture.host()) {
          case AMD64 -> amd64;
          case ARM64 -> arm64;
        };
    this.label = name().toLowerCase(java.util.Locale.ROOT);
  }

  int number() {
    return number;
  }

  /** The name as in its manual page. */
  @Override
  public String toString() {
    return label;
  }
}
