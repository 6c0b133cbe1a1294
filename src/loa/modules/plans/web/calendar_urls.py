"""Addresses of the calendar and of its feed."""

from django.urls import path

from loa.modules.plans.web import calendar_views, feed_views

urlpatterns = [
    path("lich/", calendar_views.calendar, name="calendar"),
    path("lich/dien-thoai/", feed_views.feed_account, name="feed-account"),
    path("lich/dien-thoai/tat/", feed_views.feed_end, name="feed-end"),
    path("lich/nguon/<str:secret>.ics", feed_views.feed, name="feed"),
]
