"""Acuerdos y presupuesto: se anotan una vez, se cambian sin perder lo anterior, y lo que no se entiende se dice."""

from dashboard.avances.verificar import verify

ACUERDO = {
    "acuerdo_id": "2019-04-03", "texto": "Remitir el protocolo", "responsable": "MIMP", "vence": "2019-06-30",
    "meta_id": "", "sesion": "Cuarta sesión", "estado": "pendiente", "seguimiento": "",
}  # fmt: skip


def test_an_agreement_is_recorded_once_and_followed(abrir, almacen):
    luz = abrir("luz")
    luz.get("/secretaria/acuerdos")
    luz.post("/secretaria/acuerdos", **ACUERDO)
    head = almacen.head()
    luz.get("/secretaria/acuerdos")
    luz.post("/secretaria/acuerdos", **ACUERDO)
    assert almacen.head() == head
    luz.get("/secretaria/acuerdos?acuerdo=2019-04-03")
    assert "Cambiar 2019-04-03" in luz.texto and "Remitir el protocolo" in luz.texto
    luz.post("/secretaria/acuerdos", **(ACUERDO | {"estado": "cumplido", "seguimiento": "Oficio 12"}))
    (one,) = almacen.public().acuerdos
    assert (one.estado, one.seguimiento, one.autor) == ("cumplido", "Oficio 12", "luz")
    assert verify(almacen).faltas == ()


def test_an_agreement_that_lacks_something_keeps_what_was_typed(abrir, almacen):
    luz = abrir("luz")
    for change, says in (
        ({"texto": ""}, "su texto"),
        ({"meta_id": "9.9"}, "no tiene la meta"),
        ({"vence": "ayer"}, "vence"),
    ):
        luz.get("/secretaria/acuerdos")
        luz.post("/secretaria/acuerdos", **(ACUERDO | change))
        assert luz.ultima.status_code == 422 and says in luz.texto and "Cuarta sesión" in luz.html
    assert almacen.public().acuerdos == ()


def test_a_budget_keeps_empty_apart_from_zero(abrir, almacen):
    ana = abrir("ana")
    ana.get("/presupuesto")
    ana.fill("/presupuesto", **{"2019__asignado": "1,250,000.50", "2019__ejecutado": "0", "2019__fuente": "SIAF"})
    (one,) = almacen.public().presupuestos
    assert (one.institucion, one.anio, one.asignado, one.ejecutado) == ("MIMP", 2019, 1250000.5, 0)
    assert ana.casillas["2019|asignado"] == "1,250,000.5" and ana.casillas["2020|asignado"] == ""
    head = almacen.head()
    ana.fill("/presupuesto")
    assert "nada nuevo" in ana.texto and almacen.head() == head
    ana.get("/presupuesto")
    ana.fill("/presupuesto", **{"2019__asignado": "mucho", "2018__asignado": "5"})
    assert ana.ultima.status_code == 422 and "«mucho» no es un número" in ana.texto
    assert almacen.head() == head and ana.casillas["2018|asignado"] == "5"


def test_each_page_is_for_its_role(abrir):
    assert abrir("ana").get("/secretaria/acuerdos").status_code == 403
    assert abrir("luz").get("/presupuesto").status_code == 403
