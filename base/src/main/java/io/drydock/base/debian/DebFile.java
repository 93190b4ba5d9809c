package io.drydock.base.debian;

import com.github.luben.zstd.ZstdInputStream;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
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
    void visit(TarEntry entry, InputStream content) throws IOException;
  }

  /**
   * Reads all members of {@code control.tar}: the control file, scripts, conffiles and so on.
   *
   * @throws DrydockException of kind CORRUPT when the file is no package
   */
  public Control control() {
    var members = new TreeMap<String, byte[]>();
    var built = new Instant[] {Instant.EPOCH};
    visitMember(
        "control.tar",
        (each, content) -> {
          Entry entry = each.entry();
          if (entry.isFile() && entry.size() <= LARGEST_CONTROL_MEMBER) {
            members.put(entry.path(), content.readAllBytes());
            built[0] = entry.modified().isAfter(built[0]) ? entry.modified() : built[0];
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
    visitMember("data.tar", visitor);
  }

  private void visitMember(String stem, DataVisitor visitor) {
    try (var file = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      var ar = new ArReader(file);
      Optional<String> name = ar.next();
      while (name.isPresent() && !name.get().startsWith(stem)) {
        name = ar.next();
      }
      if (name.isEmpty()) {
        throw new IOException("it has no " + stem);
      }
      InputStream plain = decompress(name.get().substring(stem.length()), ar.content());
      try (var tar = new TarReader(plain, path + ", " + name.get())) {
        for (Optional<TarEntry> each = tar.next(); each.isPresent(); each = tar.next()) {
          visitor.visit(each.get(), tar.content());
        }
      }
    } catch (IOException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
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

  private DrydockException corrupt(String why, @Nullable Throwable cause) {
    return new DrydockException(
        ErrorKind.CORRUPT, "cannot read package file " + path + ": " + why, cause);
  }
}
