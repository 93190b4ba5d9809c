package io.drydock.linux.mount;

/** Attributes of a mount, {@code MOUNT_ATTR_…}. */
public final class MountAttributes {
  public static final long NONE = 0;
  public static final long READ_ONLY = 0x1;
  public static final long NO_SETUID = 0x2;
  public static final long NO_DEVICES = 0x4;
  public static final long NO_EXECUTE = 0x8;
  public static final long STRICT_ATIME = 0x20;

  private MountAttributes() {}
}
