package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells which modules an application needs; what libraries need is remembered in the store. */
final class RequiredModules {
  private final Jdk jdk;
  private final Digest identity;
  private final Records records;
  private @Nullable Map<String, String> packages;

  RequiredModules(Store store, Jdk jdk) {
    this.jdk = jdk;
    this.identity = jdk.identity();
    this.records = store.records("java-modules");
  }

  Set<String> of(JavaApplication application) {
    try {
      var modules = new TreeSet<>(Set.of("java.base"));
      for (ApplicationFile jar : application.libraries()) {
        modules.addAll(ofLibrary(jar));
      }
      modules.addAll(ofFiles(application.own()));
      return modules;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + application.name() + ": " + e, e);
    }
  }

  private Set<String> ofLibrary(ApplicationFile jar) throws IOException {
    String key = identity.encoded() + "-" + digest(jar).encoded();
    Optional<byte[]> known = records.get(key);
    if (known.isPresent()) {
      String text = new String(known.get(), StandardCharsets.UTF_8);
      return text.isEmpty() ? Set.of() : Set.of(text.split(","));
    }
    Set<String> modules = ofFiles(List.of(jar));
    records.put(key, String.join(",", modules).getBytes(StandardCharsets.UTF_8));
    return modules;
  }

  private static Digest digest(ApplicationFile file) throws IOException {
    try (InputStream in = file.open()) {
      return Digest.of(in);
    }
  }

  private Set<String> ofFiles(List<ApplicationFile> files) throws IOException {
    var scan = new ModuleScan(packages());
    for (ApplicationFile each : files) {
      scan.scan(each);
    }
    return scan.modules();
  }

  private Map<String, String> packages() {
    Map<String, String> present = packages;
    if (present == null) {
      present = jdk.exportedPackages();
      packages = present;
    }
    return present;
  }
}
