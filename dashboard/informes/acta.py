"""El acta de una asamblea en Word, sobre `plantillas/acta.docx`: una plantilla que la oficina puede cambiar."""

import io
from datetime import date

from dashboard import formatting as fmt
from dashboard.informes.acuerdos import Asamblea, written_by
from dashboard.informes.paginas import PLANTILLAS
from dashboard.plan import Plan

SIN_VENCE, SIN_META = "sin fecha", "—"


def minutes(asamblea: Asamblea, plan: Plan, hoy: date) -> bytes:
    """El acta en DOCX: quién, cuándo, con qué datos y una fila por acuerdo."""
    from docxtpl import DocxTemplate  # tarda en cargar y se usa pocas veces

    template = DocxTemplate(PLANTILLAS / "acta.docx")
    template.render(
        {
            "sesiones": list(dict.fromkeys(a.sesion for a in asamblea.acuerdos)),
            "lugar": asamblea.titulo,
            "hecha": fmt.day(hoy),
            "version": asamblea.version,
            "plan": plan.ficha.nombre,
            "cuantos": f"{len(asamblea.acuerdos)} {'acuerdo' if len(asamblea.acuerdos) == 1 else 'acuerdos'}",
            "acuerdos": [_row(i, a, plan) for i, a in enumerate(asamblea.acuerdos, 1)],
        },
        autoescape=True,
    )
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def _row(number: int, acuerdo, plan: Plan) -> dict[str, str]:
    return {
        "numero": str(number),
        "texto": acuerdo.texto,
        "responsable": acuerdo.responsable,
        "vence": fmt.day(acuerdo.vence) if acuerdo.vence else SIN_VENCE,
        "meta": _meta(acuerdo.meta_id, plan),
        "anoto": written_by(acuerdo),
        "codigo": acuerdo.acuerdo_id.removeprefix("acuerdo-")[:8],
    }


def _meta(meta_id: str, plan: Plan) -> str:
    if not meta_id:
        return SIN_META
    meta = next(m for m in plan.metas if m.meta_id == meta_id)
    return f"{meta_id}: {plan.trayectoria(meta.trayectoria).nombre}"
