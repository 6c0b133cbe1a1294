"""The address of the gallery."""

from django.urls import path

from loa.foundation.ui.gallery import views

app_name = "gallery"

urlpatterns = [path("", views.gallery, name="gallery")]
