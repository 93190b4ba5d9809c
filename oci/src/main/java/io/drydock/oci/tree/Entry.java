package io.drydock.oci.tree;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One name in a file tree and what it stands for.
 *
 * @param path from the root of the tree, {@code a/b}, without a leading or trailing slash; empty
 *     for the root itself
 * @param mode the permission bits with setuid, setgid and sticky: at most 07777
 * @param size of a file in bytes, 0 for everything else
 * @param linkTarget what a symbolic link holds, empty for everything else
 * @param major and {@code minor}: of a device, 0 for everything else
 * @param linkGroup the same non-zero number for all names of one file in this tree that has
 *     several, 0 for a file with one name
 * @param xattrs extended attributes by name, without those that overlayfs itself keeps
 */
public record Entry(
    String path,
    Type type,
    int mode,
    int uid,
    int gid,
    long size,
    Instant modified,
    String linkTarget,
    int major,
    int minor,
    long linkGroup,
    Map<String, byte[]> xattrs) {

  /** What a name can stand for. Sockets are in no layer. */
  public enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    CHAR_DEVICE,
    BLOCK_DEVICE,
    FIFO
  }

  public Entry {
    xattrs = xattrs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(xattrs));
  }

  /** A directory of root's with the mode. */
  public static Entry directory(String path, int mode, Instant modified) {
    return new Entry(path, Type.DIRECTORY, mode, 0, 0, 0, modified, "", 0, 0, 0, Map.of());
  }

  /** A regular file of root's with one name. */
  public static Entry file(String path, int mode, long size, Instant modified) {
    return new Entry(path, Type.FILE, mode, 0, 0, size, modified, "", 0, 0, 0, Map.of());
  }

  /** A symbolic link of root's. */
  public static Entry symlink(String path, String target, Instant modified) {
    return new Entry(path, Type.SYMLINK, 0777, 0, 0, 0, modified, target, 0, 0, 0, Map.of());
  }

  public boolean isDirectory() {
    return type == Type.DIRECTORY;
  }

  public boolean isFile() {
    return type == Type.FILE;
  }

  public boolean isSymlink() {
    return type == Type.SYMLINK;
  }

  /** The last component of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public Entry withPath(String newPath) {
    return new Entry(
        newPath, type, mode, uid, gid, size, modified, linkTarget, major, minor, linkGroup, xattrs);
  }

  public Entry withMode(int newMode) {
    return new Entry(
        path, type, newMode, uid, gid, size, modified, linkTarget, major, minor, linkGroup, xattrs);
  }

  public Entry withOwner(int newUid, int newGid) {
    return new Entry(
        path,
        type,
        mode,
        newUid,
        newGid,
        size,
        modified,
        linkTarget,
        major,
        minor,
        linkGroup,
        xattrs);
  }

  public Entry withModified(Instant newModified) {
    return new Entry(
        path, type, mode, uid, gid, size, newModified, linkTarget, major, minor, linkGroup, xattrs);
  }

  public Entry withLinkGroup(long newLinkGroup) {
    return new Entry(
        path, type, mode, uid, gid, size, modified, linkTarget, major, minor, newLinkGroup, xattrs);
  }

  public Entry withXattrs(Map<String, byte[]> newXattrs) {
    return new Entry(
        path, type, mode, uid, gid, size, modified, linkTarget, major, minor, linkGroup, newXattrs);
  }

  /** Whether both are equal in all but path, link group and content. */
  public boolean hasSameMetadata(Entry other) {
    return type == other.type
        && mode == other.mode
        && uid == other.uid
        && gid == other.gid
        && size == other.size
        && modified.equals(other.modified)
        && linkTarget.equals(other.linkTarget)
        && major == other.major
        && minor == other.minor
        && hasSameAttributes(other);
  }

  private boolean hasSameAttributes(Entry other) {
    return xattrs.keySet().equals(other.xattrs.keySet())
        && xattrs.entrySet().stream()
            .allMatch(each -> Arrays.equals(each.getValue(), other.xattrs.get(each.getKey())));
  }
}
