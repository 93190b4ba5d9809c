V2 = [for k, v in {a = 1, b = [2, 3]} : "${k}-${jsonencode(v)}" if k != "c"]
variable "V" {
  type = list(number)
  default = [1]
  validation {
    condition = length(V) > 0
    error_message = "empty"
  }
}
variable "O" { type = object({a = string, b = tuple([bool, any])}) }
function "f" {
  params = [x]
  variadic_params = rest
  result = upper("%{ for r in rest }${r}%{ if r == x } same%{ else } other%{ endif }%{ endfor }")
}
target "a" {
  name = "a-${m.n}"
  matrix = { m = [{n = "x"}, {n = "y"}] }
  args = { v = f("x", "x", "y"), w = try(nope.x, V[0] * 2 - 1 % 3), s = V[*] }
  secret = [{ id = "t", src = "f" }, "id=u,env=U"]
  resources = { cpu-shares = 10 }
}
target "b" {
  inherits = ["a-x"]
  contexts = { c = "target:a-y" }
  dockerfile-inline = <<-EOT
    FROM scratch
      LABEL a=$${b} c=${target.a-y.dockerfile == null ? "none" : regex("[a-z]+", "ab")}
  EOT
  attest = ["type=provenance,mode=max"]
  output = [{ type = "local", dest = "o" }]
}
