package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Kaniko's flags on how registries are reached, as those of {@code build}. */
final class ExecutorRegistries implements AutoCloseable {
  private static final Path SYSTEM_CERTIFICATES = Path.of("/etc/docker/certs.d");

  private final Arguments arguments;
  private final List<ImageReference> destinations;
  private final Optional<Path> folder;

  ExecutorRegistries(Session session, Arguments arguments, List<ImageReference> destinations)
      throws IOException {
    this.arguments = arguments;
    this.destinations = destinations;
    boolean own =
        arguments.given("registry-certificate") || arguments.given("registry-client-cert");
    this.folder = own ? Optional.of(Files.createTempDirectory("drydock-certs")) : Optional.empty();
    if (own) {
      copySystemCertificates();
      for (String each : arguments.all("registry-certificate")) {
        String[] pair = pair("registry-certificate", each);
        copy(session.path(pair[1]), pair[0], "ca.crt");
      }
      for (String each : arguments.all("registry-client-cert")) {
        String[] pair = pair("registry-client-cert", each);
        String[] files = pair[1].split(",", 2);
        copy(session.path(files[0]), pair[0], "client.cert");
        copy(session.path(files[files.length - 1]), pair[0], "client.key");
      }
    }
  }

  /** A folder in the form of {@code /etc/docker/certs.d}, if certificates were given. */
  Optional<String> certificates() {
    return folder.map(Path::toString);
  }

  List<String> words() {
    var words = new ArrayList<String>();
    for (String each : insecure()) {
      words.addAll(List.of("--insecure-registry", each));
    }
    for (String each : mirrors()) {
      words.addAll(List.of("--registry-mirror", each));
    }
    return words;
  }

  private Set<String> insecure() {
    var insecure = new LinkedHashSet<String>();
    if (arguments.on("insecure") || arguments.on("skip-tls-verify")) {
      destinations.forEach(each -> insecure.add(each.domain()));
    }
    if (arguments.on("insecure-pull") || arguments.on("skip-tls-verify-pull")) {
      insecure.add("*");
    }
    insecure.addAll(arguments.all("insecure-registry"));
    insecure.addAll(arguments.all("skip-tls-verify-registry"));
    return insecure;
  }

  private List<String> mirrors() {
    var mirrors = new ArrayList<String>();
    for (String each : arguments.all("registry-map")) {
      for (String entry : each.split(";")) {
        String[] pair = pair("registry-map", entry);
        String old = pair[0].equals("index.docker.io") ? "docker.io" : pair[0];
        mirrors.add(old + "=" + url(pair[1]));
      }
    }
    arguments.all("registry-mirror").forEach(each -> mirrors.add(url(each)));
    return mirrors;
  }

  private String url(String registry) {
    if (registry.contains("://")) {
      return registry;
    }
    boolean plain =
        arguments.on("insecure-pull") || arguments.all("insecure-registry").contains(registry);
    return (plain ? "http://" : "https://") + registry;
  }

  private static String[] pair(String flag, String text) {
    String[] pair = text.split("=", 2);
    if (pair.length < 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
      throw new DrydockException(ErrorKind.USAGE, "--" + flag + " " + text + ": want HOST=VALUE");
    }
    return pair;
  }

  private void copySystemCertificates() throws IOException {
    if (!Files.isDirectory(SYSTEM_CERTIFICATES)) {
      return;
    }
    try (Stream<Path> files = Files.walk(SYSTEM_CERTIFICATES, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = SYSTEM_CERTIFICATES.relativize(file);
        if (relative.getNameCount() == 2) {
          copy(file, relative.getName(0).toString(), relative.getName(1).toString());
        }
      }
    }
  }

  private void copy(Path file, String host, String name) throws IOException {
    Path directory = folder.orElseThrow().resolve(host);
    if (!Files.isReadable(file)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "cannot read the certificate " + file);
    }
    Files.createDirectories(directory);
    Files.copy(file, directory.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    if (folder.isPresent()) {
      try (Stream<Path> files = Files.walk(folder.get())) {
        for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
