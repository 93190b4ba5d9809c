package io.drydock.linux.syscall;

/**
 * Flags of {@code open(2)}, some of which differ between architectures, and of {@code openat2(2)}.
 */
public final class Open {
  public static final int READ = 0;
  public static final int WRITE = 1;
  public static final int READ_WRITE = 2;
  public static final int CREATE = 0x40;
  public static final int EXCLUSIVE = 0x80;
  public static final int TRUNCATE = 0x200;
  public static final int NONBLOCK = 0x800;
  public static final int CLOEXEC = 0x80000;
  public static final int PATH = 0x200000;
  public static final int DIRECTORY = onHost(0x10000, 0x4000);
  public static final int NOFOLLOW = onHost(0x20000, 0x8000);

  /** Refuses a path that leads out of the directory. */
  public static final int RESOLVE_BENEATH = 0x08;

  /** Takes the directory for the root: {@code ..} and absolute links stay inside. */
  public static final int RESOLVE_IN_ROOT = 0x10;

  /** Refuses the links of /proc that lead anywhere. */
  public static final int RESOLVE_NO_MAGICLINKS = 0x02;

  /** Refuses a path with a symbolic link in it. */
  public static final int RESOLVE_NO_SYMLINKS = 0x04;

  private Open() {}

  private static int onHost(int amd64, int arm64) {
    return switch (Architecture.host()) {
      case AMD64 -> amd64;
      case ARM64 -> arm64;
    };
  }
}
