/** Reading the files that people have, with PyTorch and (for NumPy's own formats) NumPy alone. */
export const LOADERS = `folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".")
DTYPES = {
    "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
    "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8,
}


def safetensors(path, name):
    """One tensor of a .safetensors file, by its header."""
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        entry = header[name] if name else next(v for k, v in header.items() if k != "__metadata__")
        start, end = entry["data_offsets"]
        file.seek(8 + size + start)
        return torch.frombuffer(bytearray(file.read(end - start)), dtype=DTYPES[entry["dtype"]]).reshape(entry["shape"])


def tensor_of(path, name):
    """A tensor of a file: nested keys are joined by dots."""
    kind = path.suffix
    if kind == ".json" and path.name.endswith(".index.json"):
        return tensor_of(path.parent / json.loads(path.read_text())["weight_map"][name], name)
    if kind == ".safetensors":
        return safetensors(path, name)
    if kind in (".npy", ".npz"):
        import numpy
        found = numpy.load(path)
        found = found[name or found.files[0]] if kind == ".npz" else found
        return torch.from_numpy(numpy.ascontiguousarray(found.astype(found.dtype.newbyteorder("="))))
    if kind in (".csv", ".tsv"):
        import numpy
        split = "\\t" if kind == ".tsv" else ","
        found = numpy.genfromtxt(path, delimiter=split, ndmin=2)
        return torch.from_numpy(found[1:] if numpy.isnan(found[0]).all() else found)
    found = torch.load(path, map_location="cpu")
    keys = [] if not name else name.split(".")
    while keys:
        for length in range(len(keys), 0, -1):
            key = ".".join(keys[:length])
            key = key if key in found else int(key) if key.isdigit() and int(key) in found else None
            if key is not None:
                found, keys = found[key], keys[length:]
                break
        else:
            raise KeyError(name)
    return found.detach()


def matrix(file, name, index, transposed):
    """A matrix in float64: one part of a stack, transposed where it is stored so; a vector is one row."""
    path = folder / file
    found = tensor_of(path if path.exists() else folder / Path(file).name, name)
    for i in index:
        found = found[i]
    found = found.to(torch.float64)
    found = found.reshape(1, -1) if found.dim() < 2 else found
    return found.T.contiguous() if transposed else found
`;
