"use strict";
const picture = document.getElementById("picture");
const save = document.getElementById("save");
async function draw() {
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.getAttribute("width");
  canvas.height = picture.getAttribute("height");
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    save.href = URL.createObjectURL(blob);
    save.hidden = false;
    save.click();
  }, "image/png");
}
draw();
