import { Download, FileText } from "lucide-react";
import { useState } from "react";
import type { ShownFile } from "../../live/wire.ts";
import { FilePicture, useFile } from "../blocks/picture.tsx";
import { Markdown } from "../text/markdown.tsx";

const size = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`);

/** The files of a message: pictures and documents as they look, others to be kept. */
export function Files({ files }: { files: readonly ShownFile[] }) {
  return files.map((file) => <FileView key={file.id} file={file} />);
}

function FileView({ file }: { file: ShownFile }) {
  if (file.deleted) return <div className="file file-gone">This file was deleted.</div>;
  if (file.mimetype.startsWith("image/")) {
    return (
      <figure className="picture">
        <figcaption>{file.title || file.name}</figcaption>
        <FilePicture fileId={file.id} alt={file.altText || file.title || file.name} />
      </figure>
    );
  }
  return <Document file={file} />;
}

function Document({ file }: { file: ShownFile }) {
  const content = useFile(file.id);
  const [isOpen, setOpen] = useState(false);
  const isMarkdown = file.filetype === "markdown";
  const isText = isMarkdown || /^(text\/|application\/json)/.test(file.mimetype);
  return (
    <div className="file">
      <div className="file-head">
        <FileText size={28} strokeWidth={1.5} aria-hidden />
        <div className="file-name">
          <b>{file.title || file.name}</b>
          <span>
            {file.name} · {size(file.size)}
          </span>
        </div>
        {isText && (
          <button type="button" className="button button-plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Collapse" : "Read"}
          </button>
        )}
        {content && (
          <a
            className="icon-button"
            href={content.url}
            download={file.name}
            aria-label={`Download ${file.name}`}
            title="Download"
          >
            <Download size={16} aria-hidden />
          </a>
        )}
      </div>
      {isText && isOpen && content && (
        <div className="file-content">{isMarkdown ? <Markdown text={content.text} /> : <pre>{content.text}</pre>}</div>
      )}
    </div>
  );
}
