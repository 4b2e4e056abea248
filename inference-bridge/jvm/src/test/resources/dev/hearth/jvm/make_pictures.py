"""Makes the pictures beside it, and what Pillow 9.4 reads from them as RGB bytes."""
import numpy as np
from PIL import Image

random = np.random.RandomState(1)
inks = np.kron(random.randint(0, 256, (3, 4, 4)), np.ones((8, 8, 1))).astype(np.uint8)
Image.fromarray(inks, "CMYK").save("cmyk.jpg", quality=90)
with Image.open("cmyk.jpg") as image:
    open("cmyk.rgb", "wb").write(image.convert("RGB").tobytes())
