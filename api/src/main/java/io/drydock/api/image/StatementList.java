package io.drydock.api.image;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Store;
import java.util.List;

/** What is attested of an image: in-toto statements that its index has beside it. */
final class StatementList {
  private static final String PREDICATE = "in-toto.io/predicate-type";

  private final Store store;
  private final List<String> types;
  private final boolean whole;

  /**
   * @param types of the predicates that are wanted; empty for all
   * @param whole whether the statements themselves are wanted, and not only what they are
   */
  StatementList(Store store, List<String> types, boolean whole) {
    this.store = store;
    this.types = List.copyOf(types);
    this.whole = whole;
  }

  /**
   * The statements about one platform's image.
   *
   * @param target what the image's name points at
   */
  JsonArray of(Descriptor target, Descriptor image) {
    var statements = new JsonArray();
    if (!MediaTypes.isIndex(target.mediaType())) {
      return statements;
    }
    for (Descriptor each : ImageIndex.parse(store.blobs().read(target.digest())).manifests()) {
      if (ManifestList.isAbout(each, image.digest()) && store.blobs().contains(each.digest())) {
        for (Descriptor layer : ImageManifest.parse(store.blobs().read(each.digest())).layers()) {
          add(layer, statements);
        }
      }
    }
    return statements;
  }

  private void add(Descriptor layer, JsonArray statements) {
    String type = layer.annotations().getOrDefault(PREDICATE, "");
    if (type.isEmpty() || !(types.isEmpty() || types.contains(type))) {
      return;
    }
    var statement = new JsonObject();
    statement.add("Descriptor", layer.toJson());
    statement.addProperty("PredicateType", type);
    if (whole) {
      byte[] content = store.blobs().read(layer.digest());
      statement.add("Statement", Json.parse(content, "the statement " + layer.digest()));
    }
    statements.add(statement);
  }
}
