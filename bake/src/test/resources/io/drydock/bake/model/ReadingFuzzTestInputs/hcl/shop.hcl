# All five images of the shop by one command, from the project's folder:
#
#     drydock bake -f examples/shop/docker-bake.hcl
#
# What several of them begin with is made once, and they build side by side.

variable "SHOP" {
  default     = "examples/shop"
  description = "Folder of the shop, seen from where bake is called"
}

variable "TAG" {
  default     = "latest"
  description = "Tag of the images"
  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]*$", TAG))
    error_message = "TAG is not a tag: letters, digits, dots, dashes and underscores."
  }
}

variable "REGISTRY" {
  default     = ""
  description = "Registry and path in front of the names, with a slash at the end"
}

function "image" {
  params = [name]
  result = "${REGISTRY}shop/${name}:${TAG}"
}

group "default" {
  description = "All services"
  targets     = ["service"]
}

target "service" {
  description = "One of the five services"
  matrix = {
    name = ["web", "api", "worker", "db", "cache"]
  }
  name    = name
  context = "${SHOP}/${name}"
  tags    = [image(name)]
  labels = {
    "org.opencontainers.image.title" = "shop ${name}"
  }
}
