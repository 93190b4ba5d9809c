package io.drydock.linux;

/** The release of the running kernel, as far as it says what the kernel can do. */
public record KernelVersion(int major, int minor) {
  private static final KernelVersion CURRENT = parse(System.getProperty("os.version", ""));

  /** The kernel that this process runs on. */
  public static KernelVersion current() {
    return CURRENT;
  }

  /** Reads {@code 6.1.0-18-amd64}; what is no number counts as 0. */
  static KernelVersion parse(String release) {
    String[] parts = release.split("[^0-9]+", 3);
    return new KernelVersion(number(parts, 0), number(parts, 1));
  }

  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }

  private static int number(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
  }
}
