import { useEffect, useState } from "react";
import { isJson, type Json, textOf } from "../../delivery/json.ts";
import { store } from "../session/use-page.ts";
import { plainOf } from "./text-object.tsx";

/** An `image` block: from an address, or from a file of the workspace. */
export function Picture({ image }: { image: Json }) {
  const fileId = isJson(image.slack_file) ? textOf(image.slack_file.id) : "";
  const title = plainOf(image.title);
  return (
    <figure className="picture">
      {title && <figcaption>{title}</figcaption>}
      {fileId ? (
        <FilePicture fileId={fileId} alt={textOf(image.alt_text)} />
      ) : (
        <img src={textOf(image.image_url)} alt={textOf(image.alt_text)} loading="lazy" />
      )}
    </figure>
  );
}

/** The bytes of a file as an address that this page alone can use. */
export function useFile(fileId: string): { url: string; text: string } | undefined {
  const [file, setFile] = useState<{ url: string; text: string }>();
  useEffect(() => {
    let url = "";
    let isGone = false;
    void store.askQuietly("file", { fileId }).then((answer) => {
      if (!answer.ok || isGone) return;
      const bytes = Uint8Array.from(atob(textOf(answer.base64)), (character) => character.charCodeAt(0));
      url = URL.createObjectURL(new Blob([bytes], { type: textOf(answer.mimetype) }));
      setFile({ url, text: new TextDecoder().decode(bytes) });
    });
    return () => {
      isGone = true;
      URL.revokeObjectURL(url);
    };
  }, [fileId]);
  return file;
}

export function FilePicture({ fileId, alt }: { fileId: string; alt: string }) {
  const file = useFile(fileId);
  return file ? <img src={file.url} alt={alt} /> : <div className="picture-waiting" />;
}
