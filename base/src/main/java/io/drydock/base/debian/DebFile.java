package io.drydock.base.debian;

import com.github.luben.zstd.ZstdInputStream;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A binary package file: an ar archive of {@code debian-binary}, {@code control.tar} and {@code
 * data.tar}, the latter two compressed with gzip, xz, zstd or not at all (deb(5)).
 */
public final class DebFile {
  private static final int BUFFER = 64 * 1024;
  private static final int LARGEST_CONTROL_MEMBER = 16 << 20;

  private final Path path;

  public DebFile(Path path) {
    this.path = path;
  }

  /** Takes the entries of {@code data.tar} as they come. */
  @FunctionalInterface
  public interface DataVisitor {
    /**
     * @param content the bytes of a regular file; not to be closed or kept
     */
    void visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  /**
   * Reads all members of {@code control.tar}: the control file, scripts, conffiles and so on.
   *
   * @throws DrydockException of kind CORRUPT when the file is no package
   */
  public Control control() {
    var members = new TreeMap<String, byte[]>();
    var built = new Instant[] {Instant.EPOCH};
    readMember(
        "control.tar",
        tar -> {
          for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
            if (each.isFile() && each.getSize() <= LARGEST_CONTROL_MEMBER) {
              members.put(relative(each.getName()), tar.readNBytes((int) each.getSize()));
              Instant modified = each.getLastModifiedTime().toInstant();
              built[0] = modified.isAfter(built[0]) ? modified : built[0];
            }
          }
        });
    if (!members.containsKey("control")) {
      throw corrupt("it has no control file", null);
    }
    return Control.of(members, built[0]);
  }

  /**
   * Reads {@code data.tar} from beginning to end.
   *
   * @throws DrydockException of kind CORRUPT when the file is no package
   */
  public void visitData(DataVisitor visitor) {
    readMember(
        "data.tar",
        tar -> {
          for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
            visitor.visit(each, tar);
          }
        });
  }

  /** A tar member's name without the leading {@code ./} and a trailing slash. */
  public static String relative(String name) {
    String path = name;
    while (path.startsWith("./") || path.startsWith("/")) {
      path = path.substring(path.indexOf('/') + 1);
    }
    if (path.equals(".")) {
      return "";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @FunctionalInterface
  private interface TarReader {
    void read(TarArchiveInputStream tar) throws IOException;
  }

  private void readMember(String stem, TarReader reader) {
    try (var file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        var ar = new ArArchiveInputStream(file)) {
      for (ArArchiveEntry each = ar.getNextEntry(); each != null; each = ar.getNextEntry()) {
        if (each.getName().startsWith(stem)) {
          String suffix = each.getName().substring(stem.length());
          try (InputStream plain = decompress(suffix, ar);
              var tar = new TarArchiveInputStream(plain, "UTF-8")) {
            reader.read(tar);
          }
          return;
        }
      }
    } catch (IOException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
    throw corrupt("it has no " + stem, null);
  }

  private InputStream decompress(String suffix, InputStream raw) throws IOException {
    return switch (suffix) {
      case "" -> raw;
      case ".gz" -> new GZIPInputStream(raw, BUFFER);
      case ".xz" -> new BufferedInputStream(new XZInputStream(raw), BUFFER);
      case ".zst" -> new BufferedInputStream(new ZstdInputStream(raw), BUFFER);
      default -> throw new IOException("compression " + suffix + " is not known");
    };
  }

  private DrydockException corrupt(String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new DrydockException(
        ErrorKind.CORRUPT, "cannot read package file " + path + ": " + why, cause);
  }
}
